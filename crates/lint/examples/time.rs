use assent_lint::*;
use std::time::Instant;
fn main() {
    let text = std::fs::read_to_string("/tmp/h/500.json").unwrap();
    for _ in 0..3 {
        let t = Instant::now();
        let (source, _) = Source::read(&text);
        println!("read {:?}", t.elapsed());
        let t = Instant::now();
        let cards = assent_catalogue::cards().unwrap();
        println!("cards {:?}", t.elapsed());
        let t = Instant::now();
        let (config, _f) = assent_model::Config::survey(&source.value);
        println!("survey {:?}", t.elapsed());
        let t = Instant::now();
        let (site, _) = Site::new(&source, &config, &cards, "2026-11-22");
        println!("site {:?}", t.elapsed());

        let mut all = vec![];
        let t0 = Instant::now();
        for rule in rules::RULES {
            let t = Instant::now();
            let mut f = Findings::new(rule, &source);
            (rule.check)(&site, &mut f);
            let n = f.all().len();
            all.push((t.elapsed(), rule.code, n));
        }
        println!("rules {:?}", t0.elapsed());
        all.sort();
        for x in all.iter().rev().take(12) {
            println!("  {:?}", x);
        }
        let t = Instant::now();
        let c = check(&text, "2026-11-22").unwrap();
        println!("check {:?} {}", t.elapsed(), c.diagnostics.len());
    }
}

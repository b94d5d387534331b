(window[Symbol.for("assent.parts")]??={}).items={assent:[{type:"localStorage",name:"assent"},{type:"localStorage",name:"assent.plan"}],counter:[{name:"count"}]};
/* sweep */

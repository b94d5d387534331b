(window[Symbol.for("assent.parts")]??={}).items={matomo:[{name:"_pk_id*"},{name:"_pk_ref*"},{name:"_pk_ses*"},{name:"_pk_cvar*"},{name:"_pk_hsr*"},{name:"_pk_testcookie*"},{name:"mtm_consent*"},{name:"mtm_cookie_consent"},{name:"matomo_ignore"},{name:"MATOMO_SESSID"}]};
/* sweep */

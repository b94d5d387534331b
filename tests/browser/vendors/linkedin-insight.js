// Plays LinkedIn's script: reads who is meant, and hears no call.
window.__heard = [window._linkedin_partner_id, ...window._linkedin_data_partner_ids];

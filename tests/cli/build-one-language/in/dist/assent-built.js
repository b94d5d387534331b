/* built */ use(__BUILT__);

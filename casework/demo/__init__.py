"""An invented charity to try the product on; every change goes through the same procedures as a real one."""

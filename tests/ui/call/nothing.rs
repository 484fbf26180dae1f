braze_errors::error_catalog! {}

fn main() {}

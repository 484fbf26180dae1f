braze_errors::error_catalog! {
    pub enum Error;
    pub enum Locale;

    env = "UI_PAGES",
}

fn main() {
    println!("{:#}", Error::BadLoan.in_locale(Locale::De));
    println!("{:#}", Error::NoSuchBook);
}

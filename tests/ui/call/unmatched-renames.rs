braze_errors::error_catalog! {
    pub enum Error;
    pub enum Locale;

    pages = "docs/{locale}/errors.md",
    env = "UI_PAGES",
    source = "en",
    locales = ["en", "de"],
    rename = [
        "404 No Such Reader" => Stranger,
        "No Such Book" => NoBook,
        "400 Bad Loan" => LoanRefused,
        "400 Bad Loan" with "isbn" => NoIsbn,
        "400 Bad Loan" with "loan" => AnyLoan,
        "404 No Such Book" => UnknownBook,
        "404 No Such Book" with "isbn" => UnknownIsbn,
    ],
}

fn main() {
    println!("{:#}", Error::BadLoan);
}

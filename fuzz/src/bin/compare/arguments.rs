//! What the command line asks for.

use lexopt::prelude::*;

use crate::ours::Dialect;

pub(crate) struct Arguments {
    pub(crate) dialect: Dialect,
    pub(crate) seed: u64,
    /// The first case.
    pub(crate) from: u64,
    pub(crate) pages: u64,
    pub(crate) jobs: usize,
    /// After how many disagreements it is enough.
    pub(crate) most: u64,
    /// Whether all is told of each page.
    pub(crate) shows: bool,
}

impl Arguments {
    pub(crate) fn parse() -> Result<Self, lexopt::Error> {
        let mut dialect = None;
        let mut arguments = Self {
            dialect: Dialect::Kramdown,
            seed: 1,
            from: 0,
            pages: 10_000,
            jobs: 2,
            most: 50,
            shows: false,
        };
        let mut parser = lexopt::Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Long("seed") => arguments.seed = parser.value()?.parse()?,
                Long("from") => arguments.from = parser.value()?.parse()?,
                Long("pages") => arguments.pages = parser.value()?.parse()?,
                Long("jobs") => arguments.jobs = parser.value()?.parse()?,
                Long("most") => arguments.most = parser.value()?.parse()?,
                Long("case") => {
                    arguments.from = parser.value()?.parse()?;
                    arguments.pages = 1;
                    arguments.shows = true;
                }
                Value(name) => {
                    dialect = Some(match name.to_str() {
                        Some("kramdown") => Dialect::Kramdown,
                        Some("gfm") => Dialect::Gfm,
                        _ => return Err("expected kramdown or gfm".into()),
                    });
                }
                _ => return Err(argument.unexpected()),
            }
        }
        arguments.dialect = dialect.ok_or("expected kramdown or gfm")?;
        Ok(arguments)
    }
}

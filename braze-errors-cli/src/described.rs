//! Which catalog is meant, and what describes it: a call of `error_catalog!`, the configuration file, or the pages' folder
//! alone.

use std::collections::HashMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use braze_errors_codegen::{Call, Dialect, Levels, Locale, Setup, Source};

use crate::configuration::{FoundConfiguration, NAME};
use crate::dialect::Markdown;
use crate::failure::Failure;
use crate::opened::EditedPage;
use crate::pages::{PAGE, SOURCE, real_page};
use crate::text::shown;
use crate::{bundled, call};

/// What the command line says of the catalog.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct CatalogArgs {
    /// The Rust file with the call of `error_catalog!` that reads the pages
    ///
    /// Where none is named, `braze-errors.toml`, in this folder or in one above, describes the catalog or names the file.
    #[arg(long, value_name = "FILE", hide_short_help = true)]
    catalog: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) markdown: Markdown,

    /// The locale that is written first, where nothing describes the catalog [default: en]
    #[arg(long, value_name = "TAG", conflicts_with = "catalog", hide_short_help = true)]
    source: Option<String>,
}

/// Which pages are meant where nothing names any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unnamed {
    /// Those that the command holds.
    Bundled,
    /// Those in the folder `docs`.
    Docs,
}

/// A catalog, and where its pages are.
#[derive(Debug)]
pub(crate) struct Described {
    pub(crate) setup: Setup,
    /// Nothing names the dialect, and so the source's page shows it.
    pub(crate) is_dialect_shown: bool,
    /// What describes it.
    pub(crate) by: Describer,
    /// The folder that its paths start at.
    pub(crate) folder: PathBuf,
    /// How messages name the folder.
    pub(crate) shown: String,
    /// Where a call or the configuration file says that the page is published, below each locale's documentation.
    pub(crate) published: Option<String>,
    /// Whether the build reads these pages, and so needs their lock.
    pub(crate) needs_lock: bool,
    pub(crate) levels: Levels,
    /// The locales that levels are set for, each with its place.
    pub(crate) level_locales: Vec<(String, String)>,
    /// The files that describe it.
    pub(crate) files: Vec<PathBuf>,
}

/// What describes a catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Describer {
    /// The call of the crate `braze-errors`, whose pages the command holds.
    Bundled,
    Call,
    File,
    /// Nothing but the folder of the pages.
    Folder,
}

impl Describer {
    /// How messages name it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Bundled | Self::Call => "the call of `error_catalog!`",
            Self::File => "`braze-errors.toml`",
            Self::Folder => "nothing but the folder",
        }
    }
}

impl CatalogArgs {
    /// The catalog of the pages at a path, a folder or a page; where no path is named, the one that the configuration
    /// file or the command line describes, else what is meant by `unnamed`.
    ///
    /// # Errors
    ///
    /// Says why there is none.
    pub(crate) fn describe(&self, path: Option<&Path>, unnamed: Unnamed) -> Result<Described, Failure> {
        let mut described = self.find(path, unnamed)?;
        if self.source.is_some() && described.by != Describer::Folder {
            let found = format!("found `--source`, and {} names the source", described.by.name());
            return Err(Failure::bad_use(found, "leave it out".to_owned()));
        }
        self.markdown.apply(&mut described.setup);
        described.is_dialect_shown &= self.markdown.named.is_none();
        Ok(described)
    }

    /// The catalog that a call or the configuration file describes, if one does, of the pages at a path. A call in a file
    /// that is named says how any page is read.
    ///
    /// # Errors
    ///
    /// Says what is wrong with the call or the file.
    pub(crate) fn described(&self, path: Option<&Path>) -> Result<Option<Described>, Failure> {
        let configuration = FoundConfiguration::find(path.unwrap_or(Path::new("")))?;
        match (self.described_with(configuration.as_ref(), path)?, &self.catalog) {
            (None, Some(file)) => by_call(file, None, None, configuration.as_ref()),
            (described, _) => Ok(described),
        }
    }

    fn described_with(
        &self,
        configuration: Option<&FoundConfiguration>,
        path: Option<&Path>,
    ) -> Result<Option<Described>, Failure> {
        match (&self.catalog, configuration) {
            (Some(file), _) => by_call(file, path, path, configuration),
            (None, Some(configuration)) => described_by(configuration, path),
            (None, None) => Ok(None),
        }
    }

    /// What has to stand behind a subcommand, so that it means this catalog too: nothing, or arguments with a space in
    /// front.
    pub(crate) fn repeated(&self, described: &Described, path: Option<&Path>) -> String {
        let is_same =
            |other: &Described| other.folder.canonicalize().ok() == described.folder.canonicalize().ok();
        let mut arguments = String::new();
        let mut push = |option: &str, value: &str| {
            let _ = write!(arguments, " {option} {}", quoted(value));
        };
        // Without a path it was found so.
        let is_found_anyway =
            path.is_none() || self.find(None, Unnamed::Docs).is_ok_and(|other| is_same(&other));
        if described.by != Describer::Bundled && !is_found_anyway {
            push("--folder", &described.folder.to_string_lossy());
        }
        if let Some(catalog) = &self.catalog {
            push("--catalog", &catalog.to_string_lossy());
        }
        if let Some(dialect) = self.markdown.named {
            push("--markdown", dialect.name());
        }
        if let Some(source) = &self.source {
            push("--source", source);
        }
        arguments
    }

    /// The catalog of a folder by itself, whatever Rust file the command line names.
    pub(crate) fn describe_folder(&self, folder: Option<&Path>) -> Result<Described, Failure> {
        let alone = Self { catalog: None, ..self.clone() };
        alone.describe(folder, Unnamed::Docs)
    }

    /// The tag of the source: what describes a catalog says it, else the command line, else it is `en`.
    pub(crate) fn source_of(&self, described: Option<&Setup>) -> String {
        let described = described.and_then(|setup| Some(setup.locales.get(setup.source)?.tag.as_str()));
        described.or(self.source.as_deref()).unwrap_or(SOURCE).to_owned()
    }

    fn find(&self, path: Option<&Path>, unnamed: Unnamed) -> Result<Described, Failure> {
        let configuration = FoundConfiguration::find(path.unwrap_or(Path::new("")))?;
        match (self.described_with(configuration.as_ref(), path)?, &self.catalog) {
            (Some(described), _) => return Ok(described),
            (None, Some(file)) => return not_of_call(file, path),
            (None, None) => {}
        }
        let levels = configuration.filter(FoundConfiguration::has_levels_alone);
        match (path, unnamed) {
            (Some(path), _) => self.in_folder(path, levels.as_ref()),
            (None, Unnamed::Bundled) => bundled_or_redirected(),
            (None, Unnamed::Docs) => match bundled_or_redirected()? {
                redirected if redirected.by != Describer::Bundled => Ok(redirected),
                _ => self.find(Some(Path::new("docs")), unnamed),
            },
        }
    }

    /// The catalog of a folder that nothing describes; of a page or a folder in it, its own.
    fn in_folder(&self, path: &Path, levels: Option<&FoundConfiguration>) -> Result<Described, Failure> {
        let source = self.source.as_deref().unwrap_or(SOURCE);
        let find = |folder: &Path| {
            let folder = or_here(folder.to_owned());
            Setup::find_with_source(&folder, PAGE, source).map(|setup| (setup, folder))
        };
        let itself = if path.is_file() { path.parent().unwrap_or(path) } else { path };
        let found = find(itself).ok().filter(|(setup, folder)| path == itself || holds(setup, folder, path));
        let above = || {
            let mut folders = itself.ancestors().skip(1);
            folders.find_map(|folder| find(folder).ok().filter(|(setup, folder)| holds(setup, folder, path)))
        };
        let Some((setup, folder)) = found.or_else(above) else {
            let message = match find(itself) {
                Err(message) if path == itself => message,
                _ => {
                    let found = format!("found `{}`, which is no page of a catalog", path.display());
                    let help =
                        "describe its catalog in `braze-errors.toml`, which `braze-errors init` writes";
                    return Err(Failure::trouble(found).help(help));
                }
            };
            let failure = Failure::trouble(message);
            return Err(match Setup::likely_source(itself, PAGE).filter(|_| self.source.is_none()) {
                Some(tag) => failure.help(format!(
                    "the pages may be translations of the one in `{tag}`: add `--source {tag}`"
                )),
                None => failure
                    .help("name the folder of the pages, or run `braze-errors init`, which looks for them"),
            });
        };
        let shown = shown(&folder);
        let described = Described::new(setup, Describer::Folder, folder, shown).with_levels(levels);
        Ok(Described { is_dialect_shown: true, ..described })
    }
}

/// The catalog that the configuration file describes, or whose call it names; `None` where a path is named that has
/// nothing to do with it.
fn described_by(
    configuration: &FoundConfiguration,
    path: Option<&Path>,
) -> Result<Option<Described>, Failure> {
    let FoundConfiguration { folder, real_folder, says } = configuration;
    if let Some(catalog) = &says.catalog {
        let pages = path.filter(|path| path.canonicalize().is_ok_and(|path| path == *real_folder));
        let mut described = by_call(&folder.join(catalog), pages, path, Some(configuration))?;
        if let Some(described) = &mut described {
            described.files.push(configuration.file());
        }
        return Ok(described);
    }
    let Some(setup) = &says.setup else { return Ok(None) };
    let mut setup = setup.clone();
    let root = &or_here(folder.clone());
    let is_meant = path.is_none_or(|path| {
        path.canonicalize().is_ok_and(|path| real_folder.starts_with(path)) || holds(&setup, root, path)
    });
    if !is_meant {
        return Ok(None);
    }
    let is_dialect_shown = says.markdown.is_none();
    if is_dialect_shown {
        let source = root.join(setup.page(&setup.locales[setup.source]));
        let source = Source::read(&source, String::new());
        setup.markdown = source.map_or_else(|_| Dialect::default(), |page| Dialect::of(page.text()));
    }
    let published = setup.path.clone();
    let described = Described::new(setup, Describer::File, root.to_owned(), shown(root));
    let files = vec![configuration.file()];
    let described = described.with_levels(Some(configuration));
    Ok(Some(Described { is_dialect_shown, published, files, ..described }))
}

/// The catalog of the call in a Rust file. Its pages are in the folder `pages`, if that is one, else where the call says;
/// `None` where a path is named that has nothing to do with them.
fn by_call(
    file: &Path,
    pages: Option<&Path>,
    path: Option<&Path>,
    levels: Option<&FoundConfiguration>,
) -> Result<Option<Described>, Failure> {
    let hint = pages.or(path).or(levels.map(|levels| levels.real_folder.as_path()));
    let mut call = call::in_file(file, hint)?;
    let own = or_here(call::manifest(file).join(&call.folder));
    let is_own = |folder: &Path| {
        let own = own.canonicalize().ok();
        own.is_some() && own == folder.canonicalize().ok()
    };
    let is_within_own =
        |path: &Path| !is_own(path) && holds(&call.setup, &own, path) && path.canonicalize().is_ok();
    let folder =
        pages.or(path.filter(|path| is_own(path))).filter(|pages| pages.is_dir() && !is_within_own(pages));
    if let Some(folder) = folder {
        let needs_lock = is_own(folder);
        return Ok(Some(Described::by_call(&call, file, folder, shown(folder), needs_lock, levels)));
    }
    match path {
        Some(path) if !holds(&call.setup, &own, path) => Ok(None),
        Some(_) => Ok(Some(Described::by_call(&call, file, &own, shown(&own), true, levels))),
        None => {
            if let Some((folder, shown)) = call::redirected(&call, call::manifest(file))? {
                call.setup.let_source_stand_in(&folder);
                return Ok(Some(Described::by_call(&call, file, &folder, shown, false, levels)));
            }
            // The folder of the configuration file is named more shortly than the way that the call takes to it.
            let own = levels
                .filter(|levels| is_own(&levels.real_folder))
                .map_or(own.clone(), |levels| levels.folder.clone());
            Ok(Some(Described::by_call(&call, file, &own, shown(&own), true, levels)))
        }
    }
}

/// A path that can be opened: an empty one means the folder that the command runs in.
fn or_here(path: PathBuf) -> PathBuf {
    if path.as_os_str().is_empty() { PathBuf::from(".") } else { path }
}

/// A word as a shell takes it for one.
fn quoted(word: &str) -> String {
    let is_plain = |char: char| char.is_alphanumeric() || "-_./:@%+=,".contains(char);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

fn not_of_call(file: &Path, path: Option<&Path>) -> Result<Described, Failure> {
    let path = path.unwrap_or(Path::new("")).display();
    let message = format!("found `{path}`, which is no page of the call in {}", file.display());
    Err(Failure::trouble(message).help("name a folder of pages, or one of the call's pages"))
}

/// The pages that the command holds, or those that the environment names in their place.
fn bundled_or_redirected() -> Result<Described, Failure> {
    let mut call = bundled::call()?;
    if let Some((folder, shown)) = call::redirected(&call, Path::new("."))? {
        call.setup.let_source_stand_in(&folder);
        let levels = FoundConfiguration::find(&folder)?;
        return Ok(Described::by_call(&call, Path::new(NAME), &folder, shown, false, levels.as_ref()));
    }
    let described =
        Described::by_call(&call, Path::new(NAME), Path::new(""), call.folder.clone(), true, None);
    Ok(Described { by: Describer::Bundled, ..described })
}

/// Says whether a page of a setup, whose paths start at a folder, is a path or stands below it.
fn holds(setup: &Setup, folder: &Path, path: &Path) -> bool {
    let Ok(real) = path.canonicalize() else { return false };
    setup.locales.iter().any(|locale| real_page(folder, &setup.page(locale)).starts_with(&real))
}

impl Described {
    fn new(setup: Setup, by: Describer, folder: PathBuf, shown: String) -> Self {
        Self {
            setup,
            is_dialect_shown: false,
            by,
            folder,
            shown,
            published: None,
            needs_lock: false,
            levels: Levels::default(),
            level_locales: Vec::new(),
            files: Vec::new(),
        }
    }

    fn by_call(
        call: &Call,
        file: &Path,
        folder: &Path,
        shown: String,
        needs_lock: bool,
        levels: Option<&FoundConfiguration>,
    ) -> Self {
        let published = Some(call.setup.path.clone().unwrap_or_default());
        let described = Self::new(call.setup.clone(), Describer::Call, folder.to_owned(), shown);
        let files = vec![file.to_owned()];
        Self { published, needs_lock, files, ..described.with_levels(levels) }
    }

    fn with_levels(self, configuration: Option<&FoundConfiguration>) -> Self {
        let Some(FoundConfiguration { says, .. }) = configuration else { return self };
        Self { levels: says.levels.clone(), level_locales: says.level_locales.clone(), ..self }
    }

    /// The file of a locale's page.
    pub(crate) fn page(&self, locale: &Locale) -> PathBuf {
        self.folder.join(self.setup.page(locale))
    }

    /// Where each locale's page really is.
    pub(crate) fn real_pages(&self) -> Vec<PathBuf> {
        let locales = self.setup.locales.iter();
        locales.map(|locale| real_page(&self.folder, &self.setup.page(locale))).collect()
    }

    /// What an editor has of the pages, by their paths below the folder.
    ///
    /// # Errors
    ///
    /// Says which of the editor's pages is none of the catalog.
    pub(crate) fn edited_texts<'e>(
        &self,
        edited: &[EditedPage<'e>],
    ) -> Result<HashMap<String, &'e [u8]>, Failure> {
        let mut texts = HashMap::new();
        if edited.is_empty() {
            return Ok(texts);
        }
        let pages: Vec<String> = self.setup.locales.iter().map(|locale| self.setup.page(locale)).collect();
        let real_pages = self.real_pages();
        for EditedPage { path, bytes } in edited {
            let real = path.canonicalize().unwrap_or_else(|_| (*path).to_owned());
            let is_edited = |(page, real_page): &(&String, &PathBuf)| {
                **real_page == real || self.folder.join(page) == *path
            };
            let mut of_path = pages.iter().zip(&real_pages).filter(is_edited).peekable();
            if of_path.peek().is_none() {
                let message = format!("found `{}`, which is no page of the catalog", path.display());
                return Err(Failure::bad_use(message, format!("name one of {}", pages.join(", "))));
            }
            texts.extend(of_path.map(|(page, _)| (page.clone(), *bytes)));
        }
        Ok(texts)
    }

    /// The locales whose pages are these paths or stand below them, by position; all of them where there is no path.
    ///
    /// # Errors
    ///
    /// Says which path has nothing to do with the catalog.
    pub(crate) fn at(&self, paths: &[PathBuf]) -> Result<Vec<usize>, Failure> {
        let all = 0..self.setup.locales.len();
        let mut found = Vec::new();
        for path in paths {
            let real = path.canonicalize().unwrap_or_else(|_| path.clone());
            let is_at = |position: &usize| {
                let page = real_page(&self.folder, &self.setup.page(&self.setup.locales[*position]));
                page.starts_with(&real)
            };
            let before = found.len();
            found.extend(all.clone().filter(is_at));
            // The catalog's own folder may hold pages that stand elsewhere.
            if found.len() == before && self.folder.canonicalize().is_ok_and(|folder| folder == real) {
                found.extend(all.clone());
            }
            if found.len() == before {
                let message = format!("found `{}`, which is no page of the catalog", path.display());
                let pages: Vec<String> = self
                    .setup
                    .locales
                    .iter()
                    .map(|locale| format!("`{}`", shown(&self.page(locale))))
                    .collect();
                return Err(Failure::bad_use(message, format!("name {}", pages.join(", "))));
            }
        }
        if paths.is_empty() { Ok(all.collect()) } else { Ok(found) }
    }
}

//! What the endpoints say besides the fatal errors.

use alloc::string::ToString;

use serde_json::Value;

use crate::error_catalog;
use crate::lookup::fit;

error_catalog! {
    /// An error that some endpoints of the Braze REST API have of their own, as their documentation lists it.
    ///
    /// A response has it in one of its `errors`, in its `error_code` or as its message;
    /// [`ApiError::endpoint_errors`](crate::ApiError::endpoint_errors) and
    /// [`MinorError::endpoint_error`](crate::MinorError::endpoint_error) find it there. Each has one text for all
    /// endpoints that answer it.
    ///
    /// ```
    /// use braze_errors::{EndpointError, Locale};
    ///
    /// // What a response of a catalog's endpoint has in `errors[0].id`.
    /// let [error] = EndpointError::by_code("catalog-not-found") else { panic!("not documented") };
    /// assert_eq!(*error, EndpointError::CatalogNotFound);
    /// println!("{}", error.in_locale(Locale::Fr)); // Aucun catalogue ne porte ce nom. …
    ///
    /// // The codes of the SDK authentication are numbers.
    /// assert_eq!(EndpointError::lookup_number(401, 22), [EndpointError::Expired]);
    /// ```
    ///
    /// The texts are this crate's own, whatever pages the fatal errors are built from.
    pub enum EndpointError;
    use crate::Locale;

    pages = "docs/{locale}/endpoints.md",
    lock = "docs/endpoints.lock",
    source = "en",
    locales = ["en", "pt-BR", "fr", "de", "es", "ja", "ko", "en-XA"],
    columns = { code = "Code", status = "Status", description = "What it means and what to do" },
    rename = [
        // Custom objects
        "400 Unknown attribute field or invalid attribute type" => InvalidAttribute,
        "400 Unknown rel_kind, invalid anchor, invalid related type for the relationship kind, or schema violation" => InvalidObjectRelationship,
        "400 Unknown rel_kind for the type or schema validation error" => InvalidUserRelationship,
        "400 Invalid query parameter type or value" => InvalidQueryParameter,
        "404 URL object, related object, URL type, or related type not found" => RelatedObjectNotFound,
        "403 API key lacks permission or request is blocked by allowlist" => ApiKeyLacksPermission,
        // User merging
        "400 'merge_updates' must be an array of objects" => BadMergeUpdates,
        "a single request may not contain more than 50 merge updates" => TooManyMergeUpdates,
        "identifiers must be objects with an 'external_id' property that is a string, 'user_alias' property that is an object, 'email' property that is a string, or 'phone' property that is a string" => BadIdentifier,
        "'merge_updates' must only have 'identifier_to_merge' and 'identifier_to_keep'" => BadMergeUpdate,
        // Transactional sends
        "The campaign is not a transactional campaign. Only transactional campaigns may use this endpoint" => CampaignIsNotTransactional,
        "The campaign is archived. Unarchive the campaign in order for trigger requests to take effect." => CampaignIsArchived,
        "The campaign is paused. Resume the campaign in order for trigger requests to take effect." => CampaignIsPaused,
        "campaign_id must be a string of the campaign api identifier" => BadCampaignId,
        "The external reference has been queued. Please retry to obtain send_id." => ExternalSendIdQueued,
        "You do not have permission to access this resource" => NoPermission,
        // Cloud data ingestion
        "400 Invalid cursor" => InvalidIntegrationCursor,
        // Media library
        "400 asset_id is required." => AssetIdMissing,
        "400 Either asset_url or asset_file must be provided." => AssetMissing,
        "400 Either file or asset_url is required." => ReplacementMissing,
        "400 Both asset_url and asset_file cannot be provided. Please provide only one." => AssetTwice,
        "403 Media Library Public APIs are not enabled for this company." => MediaLibraryNotEnabled,
        // Content Blocks
        "Content must be smaller than 50kb" => ContentTooLarge,
        "Content contains malformed liquid" => ContentHasMalformedLiquid,
        "Content Block cannot be referenced within itself" => ContentBlockReferencesItself,
        "Content Block description cannot be blank" => ContentBlockDescriptionBlank,
        "Content Block description must be a string" => ContentBlockDescriptionNotString,
        "Content Block description must be shorter than 250 characters" => ContentBlockDescriptionTooLong,
        "Content Block name cannot be blank" => ContentBlockNameBlank,
        "Content Block name must be shorter than 100 characters" => ContentBlockNameTooLong,
        "Content Block name can only contain alphanumeric characters" => InvalidContentBlockName,
        "Content Block with this name already exists" => ContentBlockNameAlreadyExists,
        "Content Block name cannot be updated for active Content Blocks" => ContentBlockNameFixed,
        "Content Block state must be either active or draft" => InvalidContentBlockState,
        "Active Content Block can not be updated to Draft. Create a new Content Block." => ContentBlockStaysActive,
        "Content cannot be blank" => ContentBlank,
        "Content must be a string" => ContentNotString,
        "Tags must be an array" => TagsNotArray,
        "All tags must be strings" => TagsNotStrings,
        "Some tags could not be found" => TagsNotFound,
        "Content Block ID cannot be blank" => ContentBlockIdBlank,
        "Content Block ID is invalid for this workspace" => ContentBlockNotFound,
        "Content Block has been deleted—content not available" => ContentBlockDeleted,
        "Include Inclusion Data—error" => InvalidIncludeInclusionData,
        "Modified after time is invalid" => InvalidModifiedAfter,
        "Modified before time is invalid" => InvalidModifiedBefore,
        "Modified after time must be earlier than or the same as modified before time." => ModifiedAfterIsLater,
        "Content Block number limit is invalid" => InvalidLimit,
        "Content Block number limit must be greater than 0" => LimitTooSmall,
        "Content Block number limit exceeds maximum of 1000" => LimitTooLarge,
        "Offset is invalid" => InvalidOffset,
        "Offset must be greater than 0" => OffsetTooSmall,
        // Email templates
        "Template name is required" => TemplateNameMissing,
        "Email must have valid Content Block names" => EmailContentBlockNotFound,
        "Invalid value for should_inline_css. One of true or false was expected" => InvalidShouldInlineCss,
        // SDK authentication
        "10" => ExpirationRequired,
        "20" => DecodingError,
        "21" => SubjectMismatch,
        "22" => Expired,
        "23" => InvalidPayload,
        "24" => IncorrectAlgorithm,
        "25" => PublicKeyError,
        "26" => MissingToken,
        "27" => NoMatchingPublicKeys,
        "28" => PayloadUserIdMismatch,
    ],
    crate = crate,
}

impl EndpointError {
    /// The row of what stands where a code is expected: a string, or a number.
    pub(crate) fn of_code(code: &Value) -> Option<Self> {
        match code {
            Value::String(code) => Self::by_code(code).first().copied().or_else(|| Self::of_words(code)),
            Value::Number(code) => Self::by_code(&code.to_string()).first().copied(),
            _ => None,
        }
    }

    /// The row of a message, which the server may write in another case and punctuation, and with more behind a colon.
    pub(crate) fn of_words(words: &str) -> Option<Self> {
        // A number is a code where a code is expected, and nowhere else.
        let is_sentence = |row: &&Self| row.message().parse::<u64>().is_err();
        let exact = Self::by_code(words).iter().find(is_sentence).copied();
        exact.or_else(|| {
            let words = words.trim_start_matches(|char: char| !char.is_alphanumeric());
            let sentences = Self::ALL.iter().filter(is_sentence);
            sentences.filter_map(|row| Some((fit(words, row.message())?, *row))).min().map(|(_, row)| row)
        })
    }
}

//! What holds of every header: shared by the property tests and the fuzz target.

use std::time::{Duration, SystemTime};

use braze_errors::{Locale, RateLimit, Repeat, Retry, RetryAdvice};
use http::{HeaderMap, HeaderName, HeaderValue};

const LIMIT: &str = "x-ratelimit-limit";
const REMAINING: &str = "x-ratelimit-remaining";
const RESET: &str = "x-ratelimit-reset";
const RETRY_AFTER: &str = "retry-after";
const OWN_RETRY_AFTER: &str = "x-ratelimit-retry-after";

/// Checks headers whose values are the lines of these bytes, and what each line is as `Accept-Language`.
///
/// # Panics
///
/// Where something doesn't hold.
pub fn check(bytes: &[u8]) {
    let names = [RETRY_AFTER, RESET, LIMIT, REMAINING, OWN_RETRY_AFTER];
    let values = bytes.split(|byte| *byte == b'\n').take(names.len());
    let sent: Vec<(&'static str, HeaderValue)> = names
        .into_iter()
        .zip(values)
        .filter_map(|(name, value)| Some((name, HeaderValue::from_bytes(value).ok()?)))
        .collect();
    check_rate_limit(&sent);
    if let Some(first) = String::from_utf8_lossy(bytes).lines().next() {
        check_accept_language(first);
    }
}

fn map(sent: &[(&'static str, HeaderValue)]) -> HeaderMap {
    sent.iter().map(|(name, value)| (HeaderName::from_static(name), value.clone())).collect()
}

fn check_rate_limit(sent: &[(&'static str, HeaderValue)]) {
    let rate_limit = RateLimit::from_headers(&map(sent));
    let text = |name: &str| {
        let (_, value) = sent.iter().find(|(sent, _)| *sent == name)?;
        value.to_str().ok().map(str::trim)
    };
    for (name, number) in [(LIMIT, rate_limit.limit()), (REMAINING, rate_limit.remaining())] {
        let digits =
            text(name).filter(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()));
        let significant = digits.map(|digits| digits.trim_start_matches('0')).filter(|digits| {
            digits.len() < 20 || digits.len() == 20 && *digits <= u64::MAX.to_string().as_str()
        });
        let expected = significant.map(|digits| if digits.is_empty() { "0" } else { digits }.to_owned());
        assert_eq!(number.map(|number| number.to_string()), expected, "{name}: {:?}", text(name));
    }
    if let Some(reset) = rate_limit.reset() {
        let since = reset.duration_since(SystemTime::UNIX_EPOCH).map(|since| since.as_secs());
        assert!(since.is_ok_and(|since| since <= 253_402_300_799), "{reset:?}");
    }
    // What can't be read is as good as not sent.
    let readable: Vec<_> = sent
        .iter()
        .filter(|(name, _)| match *name {
            LIMIT => rate_limit.limit().is_some(),
            REMAINING => rate_limit.remaining().is_some(),
            RESET => rate_limit.reset().is_some(),
            _ => true,
        })
        .cloned()
        .collect();
    assert_eq!(RateLimit::from_headers(&map(&readable)), rate_limit);
    let clock = |seconds| SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds));
    for now in [0, 784_111_777, 1_782_864_000, 253_402_300_799, 1 << 62].into_iter().filter_map(clock) {
        check_wait(sent, &rate_limit, now);
    }
}

fn check_wait(sent: &[(&'static str, HeaderValue)], rate_limit: &RateLimit, now: SystemTime) {
    let time = rate_limit.retry_at(now);
    if let Some(time) = time {
        assert!(now < time && time <= now + RateLimit::MAX_WAIT, "{now:?} {time:?} {sent:?}");
    }
    // The standard header alone says the same, where it says anything.
    let standard: Vec<_> = sent.iter().filter(|(name, _)| *name == RETRY_AFTER).cloned().collect();
    let alone = RateLimit::from_headers(&map(&standard)).retry_at(now);
    assert!(alone.is_none() || alone == time, "{sent:?}");
    let instruction = [RETRY_AFTER, OWN_RETRY_AFTER];
    let told: Vec<_> = sent.iter().filter(|(name, _)| instruction.contains(name)).cloned().collect();
    let told = RateLimit::from_headers(&map(&told)).retry_at(now);
    for status in [200, 400, 408, 425, 429, 500, 503] {
        let advice = RetryAdvice::for_response(status, rate_limit, now);
        assert_eq!(advice.given(Repeat::Unsafe), Retry::Never);
        // The end of a window is no instruction, but after a 429.
        let expected = match if status == 429 { time } else { told } {
            _ if [200, 400].contains(&status) => Retry::Never,
            Some(time) => Retry::At(time),
            None => Retry::WithBackoff,
        };
        assert_eq!(advice.given(Repeat::Safe), expected, "{status} {sent:?}");
    }
}

fn check_accept_language(header: &str) {
    let locale = Locale::negotiate(header);
    assert!(Locale::ALL.contains(&locale));
    let named = header.to_ascii_lowercase().replace('_', "-");
    // Whatever subtags stand between them.
    let is_asked_for =
        named.split(',').any(|range| range.trim_start().starts_with("en-") && range.contains("-xa"));
    assert!(!locale.is_pseudo() || is_asked_for, "{header:?}");
    assert_eq!(Locale::negotiate(&header.to_ascii_uppercase()), locale, "{header:?}");
    // In a longer header, the range that is put in would push another one out.
    if header.len() > 1000 || header.matches(',').count() > 60 {
        return;
    }
    assert_eq!(Locale::negotiate(&format!(" ,, {} , ", header.replace(',', " , "))), locale, "{header:?}");
    let refused = Locale::negotiate(&format!("{header},{};q=0", locale.tag()));
    assert!(refused != locale || locale == Locale::SOURCE, "{header:?}");
}

use std::time::{Duration, SystemTime};

/// What the headers of a response say of the rate limit.
///
/// A header that is missing, empty, negative or not of the expected form counts as not sent.
///
/// ```
/// use std::time::{Duration, SystemTime};
///
/// use braze_errors::RateLimit;
/// use http::HeaderMap;
///
/// let mut headers = HeaderMap::new();
/// headers.insert("X-RateLimit-Limit", "250000".parse()?);
/// headers.insert("X-RateLimit-Remaining", "0".parse()?);
/// headers.insert("X-RateLimit-Reset", "1782864000".parse()?);
/// let rate_limit = RateLimit::from_headers(&headers);
/// assert_eq!((rate_limit.limit(), rate_limit.remaining()), (Some(250_000), Some(0)));
///
/// let reset = rate_limit.reset().expect("the header is there");
/// let now = reset - Duration::from_secs(90);
/// assert_eq!(rate_limit.retry_at(now), Some(reset));
/// # Ok::<(), http::header::InvalidHeaderValue>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct RateLimit {
    limit: Option<u64>,
    remaining: Option<u64>,
    reset: Option<SystemTime>,
    retry_after: Option<RetryAfter>,
}

/// The two forms of RFC 9110's `Retry-After`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum RetryAfter {
    Delay(Duration),
    Date(SystemTime),
}

impl RateLimit {
    /// The longest wait that [`retry_at`](Self::retry_at) asks for: one hour, the window of most of Braze's
    /// rate limits.
    pub const MAX_WAIT: Duration = Duration::from_secs(60 * 60);

    /// A wait beyond this is no wait that a server means.
    const ABSURD_WAIT: Duration = Duration::from_secs(24 * 60 * 60);

    /// Reads `X-RateLimit-Limit`, `X-RateLimit-Remaining`, `X-RateLimit-Reset`, `X-RateLimit-Retry-After` and
    /// `Retry-After`.
    ///
    /// Of the last two, the standard one counts where both are sent. A header that is sent twice counts as it was
    /// sent first.
    ///
    /// The headers are pairs of a name, in any case, and a value: what a reference to the `HeaderMap` of any version
    /// of the http crate gives.
    pub fn from_headers<N: AsRef<str>, V: AsRef<[u8]>>(headers: impl IntoIterator<Item = (N, V)>) -> Self {
        const NAMES: [&str; 5] = [
            "x-ratelimit-limit",
            "x-ratelimit-remaining",
            "x-ratelimit-reset",
            "retry-after",
            "x-ratelimit-retry-after",
        ];
        let mut values: [Option<V>; NAMES.len()] = Default::default();
        for (name, value) in headers {
            if let Some(position) = NAMES.iter().position(|known| known.eq_ignore_ascii_case(name.as_ref())) {
                values[position].get_or_insert(value);
            }
        }
        let [limit, remaining, reset, retry_after, own_retry_after] = values.each_ref().map(|value| {
            std::str::from_utf8(value.as_ref()?.as_ref()).ok().map(|value| value.trim_matches([' ', '\t']))
        });
        Self {
            limit: limit.and_then(whole_number),
            remaining: remaining.and_then(whole_number),
            reset: reset.and_then(whole_number).and_then(time_since_epoch),
            retry_after: retry_after
                .and_then(RetryAfter::parse)
                .or_else(|| own_retry_after.and_then(RetryAfter::parse)),
        }
    }

    /// How many requests the current window allows.
    pub const fn limit(&self) -> Option<u64> {
        self.limit
    }

    /// How many of them are left.
    pub const fn remaining(&self) -> Option<u64> {
        self.remaining
    }

    /// When the next window begins.
    pub const fn reset(&self) -> Option<SystemTime> {
        self.reset
    }

    /// When the next request may be sent, where the headers say so.
    ///
    /// This is what `Retry-After` says, else when the next window begins. A time that is not ahead of `now`,
    /// or more than a day ahead, is as good as none; one more than [`MAX_WAIT`](Self::MAX_WAIT) ahead becomes
    /// just that.
    pub fn retry_at(&self, now: SystemTime) -> Option<SystemTime> {
        self.retry_after(now).or_else(|| self.reset.and_then(|time| usable(time, now)))
    }

    /// What `Retry-After` alone says, under the same conditions.
    pub(crate) fn retry_after(&self, now: SystemTime) -> Option<SystemTime> {
        let time = match self.retry_after? {
            RetryAfter::Delay(delay) => now.checked_add(delay)?,
            RetryAfter::Date(date) => date,
        };
        usable(time, now)
    }
}

/// A time that lies ahead, within a day, and no later than the longest wait.
fn usable(time: SystemTime, now: SystemTime) -> Option<SystemTime> {
    let wait = time.duration_since(now).ok()?;
    let is_usable = !wait.is_zero() && wait <= RateLimit::ABSURD_WAIT;
    if is_usable { now.checked_add(wait.min(RateLimit::MAX_WAIT)) } else { None }
}

impl RetryAfter {
    fn parse(value: &str) -> Option<Self> {
        let delay = whole_number(value).map(|seconds| Self::Delay(Duration::from_secs(seconds)));
        delay.or_else(|| httpdate::parse_http_date(value).ok().map(Self::Date))
    }
}

/// Reads digits, and no sign.
fn whole_number(value: &str) -> Option<u64> {
    let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { value.parse().ok() } else { None }
}

/// A time that can be written as a date, which ends with the year 9999: milliseconds taken for seconds can't.
fn time_since_epoch(seconds: u64) -> Option<SystemTime> {
    const END_OF_YEAR_9999: u64 = 253_402_300_799;
    if seconds > END_OF_YEAR_9999 {
        return None;
    }
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds))
}

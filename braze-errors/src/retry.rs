use std::time::{Duration, SystemTime};

/// Whether a call may be retried as far as the server is concerned, not yet as far as its effect is.
///
/// # Retryable is not safe to repeat
///
/// A call that failed can have had its effect all the same: a `504` says that a server gave up waiting, not
/// that nothing was done. Sent again, a message can reach people twice. Of Braze's endpoints, only those for
/// transactional messages recognise a repeat, by its `external_send_id`, and only for 24 hours. Whether a
/// repeat does harm is thus known to the caller alone, and so no decision comes out of this type before the
/// caller has said it, with [`given`](Self::given).
///
/// ```
/// use braze_errors::{Repeat, Retry, RetryAdvice};
///
/// let advice = RetryAdvice::for_status(503);
/// assert_eq!(advice.given(Repeat::Safe), Retry::WithBackoff);
/// assert_eq!(advice.given(Repeat::Unsafe), Retry::Never);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[must_use = "the advice is a decision only when it is `given` whether a repeat is safe"]
pub struct RetryAdvice(Retry);

impl RetryAdvice {
    /// What a status alone advises.
    ///
    /// This is a retry with backoff after a `5XX`, where Braze asks for one and does not replay by itself
    /// what failed during an incident, and after a `429`; also after a `408`, by which a server says that it waited
    /// too long for the request (RFC 9110), and a `425`, by which it refuses what might be a replay (RFC 8470). After
    /// anything else the same request would fail the same way.
    pub const fn for_status(status: u16) -> Self {
        Self(match status {
            408 | 425 | 429 | 500..=599 => Retry::WithBackoff,
            _ => Retry::Never,
        })
    }

    /// What a status and the headers beside it advise.
    ///
    /// This is what the status alone advises, at the time that `Retry-After` says where it says one. The end of a
    /// rate limit's window counts after a `429` alone, as other responses carry it too.
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    ///
    /// use braze_errors::{RateLimit, Repeat, Retry, RetryAdvice};
    ///
    /// let now = SystemTime::now();
    /// let headers = RateLimit::from_headers([("Retry-After", "30")]);
    /// let advice = RetryAdvice::for_response(503, &headers, now);
    /// assert_eq!(advice.given(Repeat::Safe), Retry::At(now + Duration::from_secs(30)));
    /// ```
    #[cfg(feature = "http")]
    #[cfg_attr(docsrs, doc(cfg(feature = "http")))]
    pub fn for_response(status: u16, rate_limit: &crate::RateLimit, now: SystemTime) -> Self {
        let advice = Self::for_status(status);
        let time = if status == 429 { rate_limit.retry_at(now) } else { rate_limit.retry_after(now) };
        match (advice.0, time) {
            (Retry::WithBackoff, Some(time)) => Self(Retry::At(time)),
            _ => advice,
        }
    }

    /// The decision, once the caller has said whether a repeat of the request is safe.
    pub const fn given(self, repeat: Repeat) -> Retry {
        match repeat {
            Repeat::Safe => self.0,
            Repeat::Unsafe => Retry::Never,
        }
    }
}

/// Whether sending the same request once more does no harm, though the first one may have had its effect.
///
/// See [`RetryAdvice`] for why the caller has to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Repeat {
    /// The request only reads, changes nothing when repeated, or carries an `external_send_id` that was first
    /// sent less than 24 hours ago to an endpoint for transactional messages.
    Safe,
    /// Anything else: a repeat can send a message twice.
    Unsafe,
}

/// What to do with a call that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[must_use]
pub enum Retry {
    /// Don't send the request again as it is.
    Never,
    /// Send it again, and wait longer after each failed attempt.
    WithBackoff,
    /// Send it again at this time.
    At(SystemTime),
}

impl Retry {
    /// How long to wait before the request is sent again; none where it shouldn't be.
    ///
    /// `backoff` is the wait where the server says no time. It is the caller's to choose, as it grows with each
    /// attempt.
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    ///
    /// use braze_errors::Retry;
    ///
    /// let (now, backoff) = (SystemTime::now(), Duration::from_secs(2));
    /// assert_eq!(Retry::Never.delay(now, backoff), None);
    /// assert_eq!(Retry::WithBackoff.delay(now, backoff), Some(backoff));
    /// let in_a_minute = Duration::from_secs(60);
    /// assert_eq!(Retry::At(now + in_a_minute).delay(now, backoff), Some(in_a_minute));
    /// ```
    pub fn delay(self, now: SystemTime, backoff: Duration) -> Option<Duration> {
        match self {
            Self::Never => None,
            Self::WithBackoff => Some(backoff),
            Self::At(time) => Some(time.duration_since(now).unwrap_or_default()),
        }
    }
}

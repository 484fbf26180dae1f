//! What the headers say of the rate limit.
#![cfg(feature = "http")]

use std::time::{Duration, SystemTime};

use braze_errors::{RateLimit, Repeat, Retry, RetryAdvice};
use http::{HeaderMap, HeaderName, HeaderValue};
use proptest::prelude::{any, proptest};
use proptest::sample::select;

const HOUR: Duration = Duration::from_secs(3600);

/// Noon of 30 June 2026, so that dates can be written out.
fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_782_820_800)
}

fn read(headers: &[(&str, &str)]) -> RateLimit {
    let header = |(name, value): &(&str, &str)| {
        (name.parse::<HeaderName>().unwrap(), HeaderValue::from_str(value).unwrap())
    };
    RateLimit::from_headers(&headers.iter().map(header).collect::<HeaderMap>())
}

#[test]
fn each_header_is_read() {
    let rate_limit = read(&[
        ("X-RateLimit-Limit", "250000"),
        ("X-RateLimit-Remaining", " 17 "),
        ("X-RateLimit-Reset", "1782824400"),
    ]);
    assert_eq!(rate_limit.limit(), Some(250_000));
    assert_eq!(rate_limit.remaining(), Some(17));
    assert_eq!(rate_limit.reset(), Some(now() + HOUR));
    assert_eq!(rate_limit.retry_at(now()), Some(now() + HOUR));
}

#[test]
fn retry_after_has_two_forms_under_two_names() {
    let half_a_minute = Some(now() + Duration::from_secs(30));
    for name in ["Retry-After", "X-RateLimit-Retry-After"] {
        for value in [
            "30",
            "Tue, 30 Jun 2026 12:00:30 GMT",
            "Tuesday, 30-Jun-26 12:00:30 GMT",
            "Tue Jun 30 12:00:30 2026",
        ] {
            assert_eq!(read(&[(name, value)]).retry_at(now()), half_a_minute, "{name}: {value}");
        }
    }
}

#[test]
fn an_instruction_comes_before_the_end_of_the_window() {
    let at = |headers: &[(&str, &str)]| {
        read(headers).retry_at(now()).unwrap().duration_since(now()).unwrap().as_secs()
    };
    let (reset, own, standard) =
        (("X-RateLimit-Reset", "1782820900"), ("X-RateLimit-Retry-After", "20"), ("Retry-After", "10"));
    assert_eq!(at(&[reset]), 100);
    assert_eq!(at(&[reset, own]), 20);
    assert_eq!(at(&[reset, own, standard]), 10);
    assert_eq!(at(&[reset, own, ("Retry-After", "soon")]), 20);
    assert_eq!(at(&[reset, ("Retry-After", "0")]), 100);
}

#[test]
fn a_wait_is_capped_and_an_absurd_one_is_none() {
    let at = |seconds: &str| read(&[("Retry-After", seconds)]).retry_at(now());
    assert_eq!(at("3600"), Some(now() + RateLimit::MAX_WAIT));
    assert_eq!(at("3601"), Some(now() + RateLimit::MAX_WAIT));
    assert_eq!(at("86400"), Some(now() + RateLimit::MAX_WAIT));
    for absurd in ["86401", "18446744073709551615", "99999999999999999999", "0"] {
        assert_eq!(at(absurd), None, "{absurd}");
    }
}

#[test]
fn what_is_no_number_and_no_date_counts_as_not_sent() {
    for value in ["", " ", "-1", "+1", "1.5", "1e3", "0x10", "١", "soon", "100, 100;w=60", "30 Feb 2026"] {
        let value = HeaderValue::from_bytes(value.as_bytes()).unwrap();
        let mut headers = HeaderMap::new();
        for name in [
            "x-ratelimit-limit",
            "x-ratelimit-remaining",
            "x-ratelimit-reset",
            "x-ratelimit-retry-after",
            "retry-after",
        ] {
            headers.insert(name, value.clone());
        }
        assert_eq!(RateLimit::from_headers(&headers), RateLimit::default(), "{value:?}");
    }
    for time in ["1782820800000", "0", "1"] {
        assert_eq!(read(&[("X-RateLimit-Reset", time)]).retry_at(now()), None, "{time}");
    }
}

#[test]
fn each_status_is_counted_as_the_specifications_have_it() {
    let at = |seconds| Retry::At(now() + Duration::from_secs(seconds));
    let (window, told) = (("X-RateLimit-Reset", "1782820900"), ("Retry-After", "30"));
    // What a status advises alone, beside the end of a window, and beside an instruction as well.
    for (status, alone, beside_window, told_so) in [
        (408, Retry::WithBackoff, Retry::WithBackoff, at(30)),
        (425, Retry::WithBackoff, Retry::WithBackoff, at(30)),
        (429, Retry::WithBackoff, at(100), at(30)),
        (500, Retry::WithBackoff, Retry::WithBackoff, at(30)),
        (503, Retry::WithBackoff, Retry::WithBackoff, at(30)),
        (200, Retry::Never, Retry::Never, Retry::Never),
        (301, Retry::Never, Retry::Never, Retry::Never),
        (400, Retry::Never, Retry::Never, Retry::Never),
        (413, Retry::Never, Retry::Never, Retry::Never),
    ] {
        for (headers, expected) in
            [(&[][..], alone), (&[window][..], beside_window), (&[window, told][..], told_so)]
        {
            let advice = RetryAdvice::for_response(status, &read(headers), now());
            assert_eq!(advice.given(Repeat::Safe), expected, "{status} {headers:?}");
            assert_eq!(advice.given(Repeat::Unsafe), Retry::Never, "{status} {headers:?}");
        }
        assert_eq!(RetryAdvice::for_status(status).given(Repeat::Safe), alone, "{status}");
    }
}

proptest! {
    #[test]
    fn any_headers_ask_for_a_wait_within_the_cap(
        headers in proptest::collection::vec((
            select(vec!["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset",
                "x-ratelimit-retry-after", "retry-after"]),
            any::<Vec<u8>>(),
        ), 0..8),
        since_epoch in any::<u32>(),
    ) {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(since_epoch.into());
        let headers = headers.into_iter().filter_map(|(name, value)| {
            Some((HeaderName::from_static(name), HeaderValue::from_bytes(&value).ok()?))
        });
        let rate_limit = RateLimit::from_headers(&headers.collect::<HeaderMap>());
        if let Some(time) = rate_limit.retry_at(now) {
            assert!(now < time && time <= now + RateLimit::MAX_WAIT);
        }
    }

    #[test]
    fn any_date_or_number_asks_for_a_wait_within_the_cap(
        value in "[A-Z][a-z]{2}, [0-9]{2} (Jan|Feb|Jun|Dec) [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT|[A-Z][a-z]{5,8}, [0-9]{2}-(Jan|Feb)-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT|[A-Z][a-z]{2} (Jan|Feb) [ 0-9][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2} [0-9]{4}|[0-9]{1,25}",
    ) {
        if let Some(time) = read(&[("retry-after", &value), ("x-ratelimit-reset", &value)]).retry_at(now()) {
            assert!(now() < time && time <= now() + RateLimit::MAX_WAIT);
        }
    }

    #[test]
    fn no_clock_is_too_far(seconds in any::<i64>()) {
        let epoch = SystemTime::UNIX_EPOCH;
        let distance = Duration::from_secs(seconds.unsigned_abs());
        let clock = if seconds < 0 { epoch.checked_sub(distance) } else { epoch.checked_add(distance) };
        let rate_limit = read(&[("retry-after", "7200")]);
        if let Some(clock) = clock {
            let _ = rate_limit.retry_at(clock);
        }
    }
}

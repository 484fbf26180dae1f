//! What stays where it is when things are put into another order.

/// Says of each number whether it is part of a longest increasing series of them.
pub(crate) fn increasing(numbers: &[usize]) -> Vec<bool> {
    // For each length, where the series of that length ends whose last number is the least.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::new();
    for (index, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut is_part = vec![false; numbers.len()];
    let mut next = ends.last().copied();
    while let Some(index) = next {
        is_part[index] = true;
        next = before[index];
    }
    is_part
}

#[cfg(test)]
mod tests {
    use super::increasing;

    /// The numbers that are not part of the series.
    fn moved(numbers: &[usize]) -> Vec<usize> {
        let is_part = increasing(numbers);
        numbers.iter().zip(is_part).filter(|(_, is_part)| !is_part).map(|(number, _)| *number).collect()
    }

    #[test]
    fn the_fewest_numbers_move() {
        assert_eq!(moved(&[]), []);
        assert_eq!(moved(&[0, 1, 2]), []);
        assert_eq!(moved(&[3, 0, 1, 2]), [3]);
        assert_eq!(moved(&[1, 2, 3, 0]), [0]);
        assert_eq!(moved(&[1, 0]).len(), 1);
        assert_eq!(moved(&[0, 4, 1, 2, 7, 3, 5]), [4, 7]);
        assert_eq!(moved(&[2, 1, 0]).len(), 2);
        assert_eq!(moved(&[0, 0]), [0]);
    }
}

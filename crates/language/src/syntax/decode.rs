//! From the scores of heads to a tree.

/// Above this length a sentence's best tree is not searched for, only repaired.
const LONGEST_SEARCH: usize = 160;

/// The heads of `count` words: `scores[d * (count + 1) + h]` for word `d` hanging on
/// `h` (0: the root of the sentence; `h`: word `h - 1`). The result is a tree with one root.
pub fn heads(scores: &[f32], count: usize) -> Vec<usize> {
    if count == 0 {
        return Vec::new();
    }
    let width = count + 1;
    let mut heads: Vec<usize> = (0..count)
        .map(|dependent| {
            let row = &scores[dependent * width..(dependent + 1) * width];
            best(row, |head| head != dependent + 1)
        })
        .collect();
    if is_tree(&heads) {
        return heads;
    }
    if count <= LONGEST_SEARCH {
        return projective(scores, count);
    }
    repair(scores, count, &mut heads);
    heads
}

fn best(row: &[f32], allowed: impl Fn(usize) -> bool) -> usize {
    let mut best = usize::MAX;
    for (head, &score) in row.iter().enumerate() {
        if allowed(head) && (best == usize::MAX || score > row[best]) {
            best = head;
        }
    }
    best
}

/// Whether exactly one word hangs on the root and every word comes to it.
fn is_tree(heads: &[usize]) -> bool {
    if heads.iter().filter(|&&head| head == 0).count() != 1 {
        return false;
    }
    // 0: not seen; else the walk that saw it.
    let mut seen = vec![0usize; heads.len()];
    for start in 0..heads.len() {
        let walk = start + 1;
        let mut at = start;
        while seen[at] == 0 {
            seen[at] = walk;
            match heads[at] {
                0 => break,
                head => at = head - 1,
            }
        }
        if seen[at] == walk && heads[at] != 0 {
            return false;
        }
    }
    true
}

/// The best projective tree with one root (Eisner 1996).
fn projective(scores: &[f32], count: usize) -> Vec<usize> {
    let width = count + 1;
    let score = |head: usize, dependent: usize| scores[dependent * width + head + 1];
    // Spans by (left, right): complete and incomplete, head on the left or on the right.
    let size = count * count;
    let at = |left: usize, right: usize| left * count + right;
    let mut complete = [vec![0.0f32; size], vec![0.0f32; size]];
    let mut incomplete = [vec![0.0f32; size], vec![0.0f32; size]];
    let mut complete_split = [vec![0u16; size], vec![0u16; size]];
    let mut incomplete_split = vec![0u16; size];
    const LEFT: usize = 0;
    const RIGHT: usize = 1;
    for length in 1..count {
        for left in 0..count - length {
            let right = left + length;
            let mut best = (f32::NEG_INFINITY, left);
            for split in left..right {
                let sum = complete[LEFT][at(left, split)] + complete[RIGHT][at(split + 1, right)];
                if sum > best.0 {
                    best = (sum, split);
                }
            }
            incomplete[LEFT][at(left, right)] = best.0 + score(left, right);
            incomplete[RIGHT][at(left, right)] = best.0 + score(right, left);
            incomplete_split[at(left, right)] = best.1 as u16;
            // Head on the left: left → split (incomplete), split's own right side.
            let mut best = (f32::NEG_INFINITY, right);
            for split in left + 1..=right {
                let sum = incomplete[LEFT][at(left, split)] + complete[LEFT][at(split, right)];
                if sum > best.0 {
                    best = (sum, split);
                }
            }
            complete[LEFT][at(left, right)] = best.0;
            complete_split[LEFT][at(left, right)] = best.1 as u16;
            let mut best = (f32::NEG_INFINITY, left);
            for split in left..right {
                let sum = complete[RIGHT][at(left, split)] + incomplete[RIGHT][at(split, right)];
                if sum > best.0 {
                    best = (sum, split);
                }
            }
            complete[RIGHT][at(left, right)] = best.0;
            complete_split[RIGHT][at(left, right)] = best.1 as u16;
        }
    }
    let mut root = (f32::NEG_INFINITY, 0);
    for word in 0..count {
        let sum = complete[RIGHT][at(0, word)] + complete[LEFT][at(word, count - 1)] + scores[word * width];
        if sum > root.0 {
            root = (sum, word);
        }
    }
    let mut heads = vec![0; count];
    // (left, right, is complete, side)
    let mut open = vec![(0, root.1, true, RIGHT), (root.1, count - 1, true, LEFT)];
    while let Some((left, right, is_complete, side)) = open.pop() {
        if left >= right {
            continue;
        }
        if is_complete {
            let split = complete_split[side][at(left, right)] as usize;
            if side == LEFT {
                open.push((left, split, false, LEFT));
                open.push((split, right, true, LEFT));
            } else {
                open.push((left, split, true, RIGHT));
                open.push((split, right, false, RIGHT));
            }
        } else {
            let split = incomplete_split[at(left, right)] as usize;
            if side == LEFT {
                heads[right] = left + 1;
            } else {
                heads[left] = right + 1;
            }
            open.push((left, split, true, LEFT));
            open.push((split + 1, right, true, RIGHT));
        }
    }
    heads
}

/// Breaks cycles and extra roots by hanging words on the best root.
fn repair(scores: &[f32], count: usize, heads: &mut [usize]) {
    let width = count + 1;
    let root = (0..count)
        .reduce(|best, word| if scores[word * width] > scores[best * width] { word } else { best })
        .unwrap_or(0);
    for (word, head) in heads.iter_mut().enumerate() {
        if word == root {
            *head = 0;
        } else if *head == 0 {
            *head = root + 1;
        }
    }
    let mut state = vec![0usize; count];
    for start in 0..count {
        let walk = start + 1;
        let mut at = start;
        while state[at] == 0 {
            state[at] = walk;
            match heads[at] {
                0 => break,
                head => at = head - 1,
            }
        }
        if state[at] == walk && heads[at] != 0 {
            heads[at] = root + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_scores_give_a_tree() {
        let mut state = 1u64;
        let mut random = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 40) as f32 / 1e6
        };
        for count in [1, 2, 3, 7, 20, 50, 200] {
            for _ in 0..20 {
                let scores: Vec<f32> = (0..count * (count + 1)).map(|_| random()).collect();
                assert!(is_tree(&heads(&scores, count)));
            }
        }
    }
}

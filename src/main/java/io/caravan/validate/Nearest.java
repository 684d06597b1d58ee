package io.caravan.validate;

import java.util.Collection;
import java.util.Comparator;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What somebody may have meant. */
final class Nearest {

  private Nearest() {}

  /**
   * {@code Did you mean x?} for the nearest of the known words, or the given hint when none is
   * near.
   */
  static String hint(String word, Collection<String> known, String otherwise) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return known.stream()
        .min(
            Comparator.comparingInt((String each) -> distance.apply(each, word))
                .thenComparing(Comparator.naturalOrder()))
        .filter(each -> distance.apply(each, word) <= Math.max(2, word.length() / 3))
        .map(each -> "Did you mean " + each + "?")
        .orElse(otherwise);
  }
}

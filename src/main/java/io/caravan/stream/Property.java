package io.caravan.stream;

/**
 * A property of the records of a stream, as its catalog declares it.
 *
 * @param type what its values are
 * @param description for people; empty when nobody has written one
 * @param selected whether it is loaded
 */
public record Property(String name, Kind type, String description, boolean selected) {

  /** What values are, in the words of JSON Schema. */
  public enum Kind {
    STRING("string"),
    INTEGER("integer"),
    NUMBER("number"),
    BOOLEAN("boolean"),
    DATE("date"),
    DATE_TIME("date-time"),
    OBJECT("object"),
    ARRAY("array"),
    /** The catalog does not say, or says several things at once. */
    ANY("any");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The word for it in a catalog and in documentation. */
    public String word() {
      return word;
    }
  }
}

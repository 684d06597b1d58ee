package io.caravan.error;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A failure that a person can act on: what happened, where, why, and the next command.
 *
 * <p>Texts never hold a secret or a whole payload. The command line, the run record and the API all
 * show the same fields.
 */
public final class CaravanException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST_REASON = 500;

  private final ErrorCode code;
  private final String what;
  private final String where;
  private final String why;
  private final List<String> fixes;
  private final Instant again;

  private CaravanException(Builder builder) {
    super(message(builder), builder.cause);
    this.code = builder.code;
    this.what = builder.what;
    this.where = builder.where;
    this.why = builder.why;
    this.fixes = List.copyOf(builder.fixes);
    this.again = builder.again;
  }

  /**
   * Begins a failure of this kind. {@code what} is one sentence in the user's words, without a full
   * stop.
   */
  public static Builder of(ErrorCode code, String what) {
    return new Builder(code, what);
  }

  /** The first {@code CaravanException} in the chain of causes, if there is one. */
  public static Optional<CaravanException> in(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause() == t ? null : t.getCause()) {
      if (t instanceof CaravanException found) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /**
   * The same for a failure of any kind: what is not ours becomes an internal error that names its
   * cause.
   */
  public static CaravanException from(Throwable failure) {
    return in(failure)
        .orElseGet(
            () -> {
              Throwable root = failure;
              while (root.getCause() != null && root.getCause() != root) {
                root = root.getCause();
              }
              if (root instanceof OutOfMemoryError) {
                return noMemory(failure);
              }
              return of(ErrorCode.E901, "Something failed that Caravan does not explain yet")
                  .why(root.getClass().getSimpleName() + ": " + root.getMessage())
                  .fix("./caravan logs")
                  .cause(failure)
                  .build();
            });
  }

  private static CaravanException noMemory(Throwable failure) {
    return of(ErrorCode.E902, "The program has too little memory for this")
        .why("its objects may take " + (Runtime.getRuntime().maxMemory() >> 20) + " MB together")
        .fix("CARAVAN_HEAP=1g ./caravan ..., or more", "Or make the pages of the stream smaller")
        .cause(failure)
        .build();
  }

  public ErrorCode code() {
    return code;
  }

  /** One sentence in the user's words. */
  public String what() {
    return what;
  }

  /** File and line, or pipeline, stream, page and row; null when the sentence says it all. */
  public String where() {
    return where;
  }

  /**
   * The reason as the other side gave it, cut to {@value #LONGEST_REASON} characters; null when
   * there is none.
   */
  public String why() {
    return why;
  }

  /** One to three commands or actions that help. */
  public List<String> fixes() {
    return fixes;
  }

  /**
   * When the remote system will take calls again, where all that failed was our patience. Such a
   * run ends as waiting: it needs no person, only another start after that moment.
   */
  public Optional<Instant> again() {
    return Optional.ofNullable(again);
  }

  private static String message(Builder b) {
    StringBuilder text = new StringBuilder(b.code.name()).append(' ').append(b.what);
    if (b.where != null) {
      text.append(" (").append(b.where).append(')');
    }
    if (b.why != null) {
      text.append(": ").append(b.why);
    }
    return text.toString();
  }

  /** Collects the parts of a failure. */
  public static final class Builder {
    private final ErrorCode code;
    private final String what;
    private String where;
    private String why;
    private List<String> fixes = List.of();
    private Throwable cause;
    private Instant again;

    private Builder(ErrorCode code, String what) {
      this.code = code;
      this.what = Redactor.clean(what);
    }

    /** Where it happened: {@code file:line}, or pipeline, stream, page, row. */
    public Builder where(String where) {
      this.where = Redactor.clean(where);
      return this;
    }

    /** The reason. Secrets are taken out before it is cut, so that no half of one remains. */
    public Builder why(String why) {
      String clean = Redactor.clean(why);
      this.why =
          clean != null && clean.length() > LONGEST_REASON
              ? clean.substring(0, LONGEST_REASON) + " ..."
              : clean;
      return this;
    }

    /** What to do next, best first. */
    public Builder fix(String... fixes) {
      this.fixes = Stream.of(fixes).map(Redactor::clean).toList();
      return this;
    }

    /** When trying again will do. */
    public Builder again(Instant again) {
      this.again = again;
      return this;
    }

    public Builder cause(Throwable cause) {
      this.cause = cause;
      return this;
    }

    public CaravanException build() {
      return new CaravanException(this);
    }
  }
}

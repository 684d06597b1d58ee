package io.caravan.http.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.http.NextLink;
import java.net.URI;
import java.util.Locale;

/** How a list is cut into pages and where it ends. The setters are parameters of the kamelet. */
public final class PagingRules {

  enum Kind {
    NONE,
    CURSOR,
    LINK,
    PAGE,
    OFFSET,
    LAST_VALUE
  }

  private Kind kind = Kind.NONE;
  private String nextPath = "";
  private String pageParam = "";
  private String first = "";
  private String sizeParam = "";
  private int pageSize;
  private String pageCountPath = "";
  private String totalPath = "";
  private String morePath = "";
  private boolean shortPageEnds = true;
  private boolean tokenOnly;
  private int inFlight = 1;

  /** The walk through a list that has one page. */
  static Pager onePage() {
    return new ChainedPager(Pager.Mark.FIRST, page -> null);
  }

  /** The walk through one list, from its first page. */
  Pager pager(JqTexts jq) {
    return switch (kind) {
      case NONE -> onePage();
      case CURSOR, LINK, LAST_VALUE -> {
        Seen seen = new Seen();
        Pager.Mark start = new Pager.Mark(first.isEmpty() ? null : first, null);
        yield new ChainedPager(
            start,
            page ->
                switch (kind) {
                  case CURSOR ->
                      nextPath.endsWith(".jq")
                          ? afterComputed(page, seen, jq)
                          : afterCursor(page, seen);
                  case LINK -> afterLink(page, seen);
                  default -> afterLastValue(page, seen);
                });
      }
      case PAGE, OFFSET -> new NumberedPager(this);
    };
  }

  private Pager.Mark afterCursor(Page page, Seen seen) {
    String next = Field.text(page.body(), nextPath);
    return next == null || saysNoMore(page) ? null : new Pager.Mark(seen.first(next), null);
  }

  /** What names the next page is not one value of the answer but made of it. */
  private Pager.Mark afterComputed(Page page, Seen seen, JqTexts jq) {
    JsonNode next = jq.run(nextPath, page.body(), Values.NONE);
    if (next.isNull() || saysNoMore(page)) {
      return null;
    }
    seen.first(next.toString());
    return new Pager.Mark(next, null);
  }

  private Pager.Mark afterLink(Page page, Seen seen) {
    String next = nextPath.isEmpty() ? page.nextLink() : Field.text(page.body(), nextPath);
    if (next == null || saysNoMore(page)) {
      return null;
    }
    String whole = NextLink.whole(next, URI.create(page.address()));
    return new Pager.Mark(null, seen.first(whole));
  }

  private Pager.Mark afterLastValue(Page page, Seen seen) {
    int size = page.records().size();
    if (size == 0 || (shortPageEnds && size < pageSize) || saysNoMore(page)) {
      return null;
    }
    String last = Field.text(page.records().get(size - 1), nextPath);
    return last == null ? null : new Pager.Mark(seen.first(last), null);
  }

  private boolean saysNoMore(Page page) {
    return !morePath.isEmpty() && "false".equals(Field.text(page.body(), morePath));
  }

  Kind kind() {
    return kind;
  }

  long first() {
    return first.isEmpty() ? (kind == Kind.PAGE ? 1 : 0) : Long.parseLong(first);
  }

  String pageParam() {
    return pageParam;
  }

  String sizeParam() {
    return sizeParam;
  }

  int pageSize() {
    return pageSize;
  }

  String pageCountPath() {
    return pageCountPath;
  }

  String totalPath() {
    return totalPath;
  }

  String morePath() {
    return morePath;
  }

  boolean shortPageEnds() {
    return shortPageEnds;
  }

  boolean tokenOnly() {
    return tokenOnly;
  }

  int inFlight() {
    return inFlight;
  }

  public void setKind(String kind) {
    this.kind = Kind.valueOf(kind.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  public void setNextPath(String nextPath) {
    this.nextPath = nextPath;
  }

  public void setPageParam(String pageParam) {
    this.pageParam = pageParam;
  }

  public void setFirst(String first) {
    this.first = first;
  }

  public void setSizeParam(String sizeParam) {
    this.sizeParam = sizeParam;
  }

  public void setPageSize(int pageSize) {
    this.pageSize = pageSize;
  }

  public void setPageCountPath(String pageCountPath) {
    this.pageCountPath = pageCountPath;
  }

  public void setTotalPath(String totalPath) {
    this.totalPath = totalPath;
  }

  public void setMorePath(String morePath) {
    this.morePath = morePath;
  }

  /** {@code short}: a page with fewer records than asked for is the last one; {@code empty}. */
  public void setEnd(String end) {
    this.shortPageEnds = end.equals("short");
  }

  public void setTokenOnly(boolean tokenOnly) {
    this.tokenOnly = tokenOnly;
  }

  public void setInFlight(int inFlight) {
    this.inFlight = Math.max(1, inFlight);
  }
}

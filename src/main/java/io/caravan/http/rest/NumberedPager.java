package io.caravan.http.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pages that have numbers or offsets, so that several may be asked for at once. Where the first
 * answer tells how many there are, none is asked for in vain.
 */
final class NumberedPager implements Pager {

  private static final long UNKNOWN = Long.MAX_VALUE;

  private final PagingRules rules;
  private final boolean offsets;
  private long step;
  private long perPage;
  private long given;
  private long read;
  private long records;
  private long pages = UNKNOWN;
  private List<Object> before = List.of();

  NumberedPager(PagingRules rules) {
    this.rules = rules;
    this.offsets = rules.kind() == PagingRules.Kind.OFFSET;
    this.step = offsets ? rules.pageSize() : 1;
  }

  /** Only the first page goes alone: its answer may tell how many there are. */
  @Override
  public Optional<Mark> next() {
    boolean mayAsk = given == 0 || (read > 0 && (rules.inFlight() > 1 || given == read));
    if (!mayAsk || given >= pages) {
      return Optional.empty();
    }
    return Optional.of(new Mark(rules.first() + step * given++, null));
  }

  @Override
  public void read(Page page) {
    read++;
    if (!page.records().isEmpty() && page.records().equals(before)) {
      throw Seen.circle(read, "this page holds the same records as the one before");
    }
    before = new ArrayList<>(page.records());
    int size = page.records().size();
    records += size;
    if (read == 1) {
      // A server may give fewer records on each page than it was asked for.
      perPage = size;
      step = offsets && size > 0 && (tellsTotal(page) || tellsMore(page)) ? size : step;
    }
    if (isLast(page, size)) {
      pages = Math.min(pages, read);
    } else {
      long count = count(page);
      pages = count < 0 ? UNKNOWN : Math.max(count, read + 1);
    }
  }

  private boolean isLast(Page page, int size) {
    if (tellsMore(page)) {
      return !Boolean.parseBoolean(Field.text(page.body(), rules.morePath())) || size == 0;
    }
    if (Field.number(page.body(), rules.pageCountPath()) >= 0) {
      return size == 0 || read >= Field.number(page.body(), rules.pageCountPath());
    }
    if (tellsTotal(page)) {
      return size == 0 || records >= Field.number(page.body(), rules.totalPath());
    }
    return size == 0 || (rules.shortPageEnds() && size < rules.pageSize());
  }

  /** How many pages there are, if the answer tells; otherwise -1. */
  private long count(Page page) {
    long count = Field.number(page.body(), rules.pageCountPath());
    if (count >= 0 || !tellsTotal(page)) {
      return count;
    }
    return (Field.number(page.body(), rules.totalPath()) + perPage - 1) / perPage;
  }

  private boolean tellsMore(Page page) {
    return !rules.morePath().isEmpty() && Field.find(page.body(), rules.morePath()) != null;
  }

  private boolean tellsTotal(Page page) {
    return Field.number(page.body(), rules.totalPath()) >= 0;
  }

  @Override
  public boolean done() {
    return read > 0 && read >= pages;
  }
}

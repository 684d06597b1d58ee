package io.caravan.http.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks for a list only if it has changed: with the ETag that its first page had when the list was
 * read to its end. The tags stand in the bookmark of the stream, beside its cursor, so that they
 * move in the transaction of the rows; whoever resets the bookmark reads everything again.
 *
 * <p>The tag of a first page speaks for its whole list where that is the only page, or where lists
 * begin with the newest: whatever changes then comes first, unless it is of a kind that changes in
 * its place, and one of these is behind the first page. Other lists are asked for as ever, and
 * those of parents with a mark ({@link ParentMarks}) not at all while the mark is the same.
 */
final class Conditions {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ETAGS = "etags";
  private static final String MARKS = "marks";
  private static final int LENGTH_OF_A_NAME = 6;

  private final boolean asks;
  private final boolean keeps;
  private final boolean newestFirst;
  private final Map<String, String> before;
  private final Map<String, String> now;
  private final ParentMarks marks;
  private final String pending;
  private final Set<Leg> unsettled = new HashSet<>();
  private final Set<String> met = new LinkedHashSet<>();
  private final Map<Leg, String> names = new ConcurrentHashMap<>();
  private final Map<Leg, Page> firstPages = new LinkedHashMap<>();

  private Conditions(
      boolean asks,
      boolean keeps,
      boolean newestFirst,
      Map<String, String> before,
      ParentMarks marks,
      String pending) {
    this.asks = asks;
    this.keeps = keeps;
    this.newestFirst = newestFirst;
    this.before = Map.copyOf(before);
    this.now = new TreeMap<>(before);
    this.marks = marks;
    this.pending = pending;
  }

  /** For a stream whose lists are asked for in any case. */
  static Conditions none() {
    ParentMarks none = new ParentMarks(new ParentRules(), false, Map.of());
    return new Conditions(false, false, false, Map.of(), none, "");
  }

  /**
   * @param bookmark as it is stored
   * @param asks whether an unchanged list need not be read: not in a refresh, not for a part
   * @param keeps whether this read moves the bookmark
   * @param newestFirst whether whatever changes moves to the first page of its list
   * @param parents what tells whether a list can have changed at all
   * @param pending a field that is null in records which will change where they stand, whatever the
   *     order of their list; empty for none
   */
  static Conditions of(
      Optional<String> bookmark,
      boolean asks,
      boolean keeps,
      boolean newestFirst,
      ParentRules parents,
      String pending) {
    ParentMarks marks = new ParentMarks(parents, asks, texts(bookmark, MARKS));
    return new Conditions(asks, keeps, newestFirst, texts(bookmark, ETAGS), marks, pending);
  }

  private static Map<String, String> texts(Optional<String> bookmark, String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    bookmark
        .map(Conditions::tree)
        .ifPresent(
            json ->
                json.path(name)
                    .properties()
                    .forEach(text -> texts.put(text.getKey(), text.getValue().asText())));
    return texts;
  }

  /** Whether the list of a parent need not be asked for, because it cannot have changed. */
  boolean leavesOut(Values parent) {
    return marks.isKnown(parent);
  }

  /** The calls for a page of a list; the one for its first page with what is known of it. */
  List<PageRequest> asked(Leg list, List<PageRequest> parts) {
    if (!keeps || parts.size() != 1) {
      return parts;
    }
    PageRequest page = parts.get(0);
    String name = name(page);
    boolean first = names.putIfAbsent(list, name) == null;
    String tag = before.get(name);
    if (!first || !asks || tag == null) {
      return parts;
    }
    Map<String, String> headers = new LinkedHashMap<>(page.headers());
    headers.put("If-None-Match", tag);
    return List.of(new PageRequest(page.path(), page.query(), headers, page.body()));
  }

  /** Hears of a page that was read, in the order of its list. */
  void read(Pages.Read read) {
    if (read.last()) {
      marks.read(read.list());
    }
    String name = names.get(read.list());
    if (name == null) {
      return;
    }
    Page first = firstPages.computeIfAbsent(read.list(), list -> read.page());
    if (first != read.page() && read.page().records().stream().anyMatch(this::isPending)) {
      unsettled.add(read.list());
    }
    if (!read.last()) {
      return;
    }
    met.add(name);
    firstPages.remove(read.list());
    if (first == Page.UNCHANGED) {
      return;
    }
    boolean settled = !unsettled.remove(read.list());
    boolean speaksForAll = first == read.page() || (newestFirst && settled);
    if (speaksForAll && !first.etag().isEmpty()) {
      now.put(name, first.etag());
    } else {
      now.remove(name);
    }
  }

  private boolean isPending(Object record) {
    return !pending.isEmpty() && record instanceof Map<?, ?> fields && fields.get(pending) == null;
  }

  /**
   * The bookmark with the tags of the lists that were read to their end.
   *
   * @param bookmark null for a stream without a cursor
   * @param complete whether all lists were, so that what is known of others is of no use any more
   */
  String in(String bookmark, boolean complete) {
    if (!keeps) {
      return bookmark;
    }
    if (complete) {
      now.keySet().retainAll(met);
    }
    Map<String, String> seen = marks.marks(complete);
    if (now.isEmpty() && before.isEmpty() && seen.isEmpty()) {
      return bookmark;
    }
    ObjectNode json = bookmark == null ? JSON.createObjectNode() : tree(bookmark);
    put(json, ETAGS, now);
    put(json, MARKS, seen);
    return json.toString();
  }

  private static void put(ObjectNode json, String name, Map<String, String> texts) {
    ObjectNode object = json.putObject(name);
    texts.forEach(object::put);
    if (texts.isEmpty()) {
      json.remove(name);
    }
  }

  private static ObjectNode tree(String json) {
    try {
      return JSON.readTree(json) instanceof ObjectNode object ? object : JSON.createObjectNode();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A bookmark that is not JSON: " + json, e);
    }
  }

  /** Short, because a bookmark is read by people; collisions cost a call and nothing else. */
  private static String name(PageRequest page) {
    try {
      String address = page.path() + "?" + new TreeMap<>(page.query());
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(address.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, LENGTH_OF_A_NAME);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}

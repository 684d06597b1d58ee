package io.caravan.sandbox.hubspot;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A kind of link in one direction.
 *
 * @param id what the vendor calls stable; labels may change
 * @param label null for the plain link
 */
record AssociationType(int id, String category, String label) {

  private static final String VENDOR = "HUBSPOT_DEFINED";

  static AssociationType plain(int id) {
    return new AssociationType(id, VENDOR, null);
  }

  static AssociationType primary(int id) {
    return new AssociationType(id, VENDOR, "Primary");
  }

  static AssociationType own(int id, String label) {
    return new AssociationType(id, "USER_DEFINED", label);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("category", category);
    json.put("typeId", id);
    json.put("label", label);
    return json;
  }

  /** The name of the older interface, which tells a plain link beside a primary one by a suffix. */
  String oldName(ObjectType from, ObjectType to, boolean beside) {
    String name = from.singular() + "_to_" + to.singular();
    return label == null && beside ? name + "_unlabeled" : name;
  }
}

package io.caravan.gooddata;

import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A workspace of the project: development, staging or production.
 *
 * @param role which of them, in small letters
 * @param workspace its id in GoodData
 * @param name what people see there
 * @param dataSources the ids of data sources in it, by the ids that stand in the files
 * @param schemas the schemas of its tables, by those that stand in the files
 * @param connection the name of the database connection that its data source leads to
 */
record Target(
    String role,
    String workspace,
    String name,
    Map<String, String> dataSources,
    Map<String, String> schemas,
    String connection) {

  private static final String IDS = "(?!\\.)[.A-Za-z0-9_-]{1,255}";

  /** The roles and the keys of their settings, written out so that they can be searched for. */
  private enum Role {
    DEVELOPMENT(
        "gooddata.development-workspace",
        "gooddata.development-name",
        "gooddata.development-data-source",
        "gooddata.development-connection"),
    STAGING(
        "gooddata.staging-workspace",
        "gooddata.staging-name",
        "gooddata.staging-data-source",
        "gooddata.staging-connection"),
    PRODUCTION(
        "gooddata.production-workspace",
        "gooddata.production-name",
        "gooddata.production-data-source",
        "gooddata.production-connection");

    private final String workspace;
    private final String title;
    private final String dataSource;
    private final String connection;

    Role(String workspace, String title, String dataSource, String connection) {
      this.workspace = workspace;
      this.title = title;
      this.dataSource = dataSource;
      this.connection = connection;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    Target target(Settings settings) {
      String id = id(settings, workspace);
      return new Target(
          word(),
          id,
          settings.get(title, id),
          mapping(settings, dataSource),
          Map.of(settings.require("gooddata.layout-schema"), settings.require("gooddata.schema")),
          settings.get(connection, "warehouse"));
    }
  }

  /** The workspace that a person means, by its role or by its id. */
  static Target of(Settings settings, String wanted) {
    List<String> known = new ArrayList<>();
    for (Role role : Role.values()) {
      Target target = role.target(settings);
      if (role.word().equals(wanted) || target.workspace().equals(wanted)) {
        return target;
      }
      known.add(role.word() + " (" + target.workspace() + ")");
    }
    throw CaravanException.of(ErrorCode.E104, "There is no workspace called " + wanted)
        .why("known: " + String.join(", ", known))
        .fix("Set gooddata.staging-workspace or one of its kin in application.properties")
        .build();
  }

  private static String id(Settings settings, String key) {
    String id = settings.require(key);
    return checked(id, key);
  }

  private static String checked(String id, String key) {
    if (!id.matches(IDS)) {
      throw CaravanException.of(
              ErrorCode.E106, "The setting " + key + " has a value that cannot be used")
          .why("an id of GoodData has letters, digits, and . _ -, found '" + id + "'")
          .fix("Change " + key)
          .build();
    }
    return id;
  }

  /** One id for the data source of the files, or pairs {@code inTheFiles=here} with commas. */
  private static Map<String, String> mapping(Settings settings, String key) {
    Map<String, String> mapping = new LinkedHashMap<>();
    for (String pair : settings.require(key).split("\\s*,\\s*")) {
      String[] ids = pair.split("\\s*=\\s*", 2);
      String inFiles = ids.length == 2 ? ids[0] : settings.require("gooddata.layout-data-source");
      mapping.put(checked(inFiles, key), checked(ids[ids.length - 1], key));
    }
    return mapping;
  }

  /** The id of the data source that is registered for the workspace: the first of the mapping. */
  String dataSource() {
    return dataSources.values().iterator().next();
  }

  /** A model of files as it has to be here. */
  Model fromFiles(Model model) {
    return places().of(model);
  }

  /** A model of this workspace as it stands in files. */
  Model toFiles(Model model) {
    return places().back().of(model);
  }

  private Places places() {
    return new Places(dataSources, schemas);
  }
}

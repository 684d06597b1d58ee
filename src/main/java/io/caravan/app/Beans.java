package io.caravan.app;

import io.caravan.auth.SecretStore;
import io.caravan.auth.Secrets;
import io.caravan.auth.Tokens;
import io.caravan.config.Settings;
import io.caravan.db.Connections;
import io.caravan.db.TechnicalTables;
import io.caravan.gists.GistExport;
import io.caravan.git.GitFiles;
import io.caravan.gooddata.DataSources;
import io.caravan.gooddata.EntityPages;
import io.caravan.gooddata.Insights;
import io.caravan.gooddata.Layouts;
import io.caravan.gooddata.Rescue;
import io.caravan.gooddata.ResultPages;
import io.caravan.gooddata.Workspaces;
import io.caravan.http.HttpAccounts;
import io.caravan.http.rest.RestReads;
import io.caravan.people.PeopleApi;
import io.caravan.people.PeopleDatabase;
import io.caravan.run.RunRecorder;
import io.caravan.singer.SingerTaps;
import io.caravan.stream.Bookmarks;
import io.caravan.stream.Catalogs;
import io.caravan.web.Documentation;
import io.caravan.web.Problems;
import java.util.LinkedHashMap;
import java.util.Map;

/** The objects that route files and components find by name or type. One line each. */
public final class Beans {

  private Beans() {}

  public static Map<String, Object> of(
      Settings settings, Connections connections, RunRecorder runs) {
    return of(
        settings,
        connections,
        runs,
        new Bookmarks(stream -> TechnicalTables.in(connections, connections.placeOf(stream))));
  }

  static Map<String, Object> of(
      Settings settings, Connections connections, RunRecorder runs, Bookmarks bookmarks) {
    Map<String, Object> beans = new LinkedHashMap<>();
    beans.put("settings", settings);
    beans.put("connections", connections);
    beans.put("warehouse", connections.get(Connections.WAREHOUSE));
    beans.put("runs", runs);
    beans.put("bookmarks", bookmarks);
    beans.put("catalogs", new Catalogs(settings));
    beans.put("gitFiles", new GitFiles(settings, bookmarks));
    beans.put("singerTaps", new SingerTaps(settings, bookmarks));
    Secrets secrets = new Secrets(settings, new SecretStore(settings));
    beans.put("secrets", secrets);
    Tokens tokens = new Tokens(settings, secrets);
    beans.put("tokens", tokens);
    beans.put("httpAccounts", new HttpAccounts(settings, tokens));
    beans.put("restReads", new RestReads(settings, bookmarks, connections::of));
    beans.put("gooddataWorkspaces", new Workspaces(settings));
    beans.put("gooddataDataSources", new DataSources(settings, connections));
    beans.put("gooddataLayouts", new Layouts(settings));
    beans.put("gooddataRescue", new Rescue());
    beans.put("gooddataPages", new EntityPages());
    beans.put("gooddataResults", new ResultPages());
    beans.put("gooddataInsights", new Insights());
    PeopleDatabase people = new PeopleDatabase(connections.get(Connections.PEOPLE));
    beans.put("people", people);
    beans.put("peopleApi", new PeopleApi(people));
    beans.put("problems", new Problems());
    beans.put("documentation", new Documentation());
    beans.put("hookRuns", new HookRuns(settings));
    beans.put("rounds", Rounds.of(settings));
    beans.put(
        "gistExport",
        new GistExport(
            people,
            connections.get(Connections.PEOPLE),
            connections.get(Connections.WAREHOUSE),
            settings));
    beans.put("databaseHealth", new DatabaseHealth(connections));
    return beans;
  }
}

package io.caravan.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * GitHub's contract, cut from the official file.
 *
 * <p>Some of GitHub's own examples lack fields that it requires, and its users are told apart by a
 * field that the validator does not understand: the first is not held against anybody, and users
 * are not held to it.
 */
public final class GitHubContract extends VendorContract {

  private static final String BASE = "/github";

  private static final GitHubContract READ = new GitHubContract();

  private GitHubContract() {
    super("github");
    add(
        BASE + "/",
        "github/github-rest.cut.json",
        BASE,
        "validation.response.body.schema.required",
        // GitHub's own advice is a type of its own.
        "validation.request.accept.notAllowed");
  }

  /** The contract; finds fault with nothing where it is not beside the project. */
  public static GitHubContract load() {
    return READ;
  }

  /** Calls that were recorded at GitHub, with their answers. */
  public static JsonNode recorded(String scenario) throws IOException {
    return new ObjectMapper()
        .readTree(FOLDER.resolve("github/fixtures/" + scenario + ".json").toFile());
  }

  @Override
  boolean isInNoContract(String path) {
    return !path.startsWith(BASE + "/") || path.matches(BASE + "/users/[^/]+");
  }

  /** The file names "not modified" for some calls only; it has no body that could be wrong. */
  @Override
  public List<String> problemsOfAnswer(
      String method, String target, int status, Map<String, String> headers, String body) {
    return status == 304 && body.isEmpty()
        ? List.of()
        : super.problemsOfAnswer(method, target, status, headers, body);
  }

  /** Links lead to addresses by id, which the file does not have. */
  @Override
  String known(String path) {
    return path.replaceFirst("/repositories/\\d+", "/repos/owner/repo")
        .replaceFirst("/organizations/\\d+", "/orgs/org");
  }
}

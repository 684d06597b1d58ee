package io.caravan.git;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a repository is, apart from who reads it, so that the address can be shown and logged.
 *
 * @param remote URL or absolute path, without credentials
 * @param user null to read without a login
 * @param password null to read without a login
 */
record GitAddress(String remote, String user, String password) {

  /** GitHub takes any user name with a token; this is the one its documentation uses. */
  private static final String TOKEN_USER = "x-access-token";

  private static final Pattern SSH =
      Pattern.compile("(?i)(ssh|git\\+ssh)://.*|[^/\\\\:]+@[^/:]+:.*");
  private static final Pattern HELPER = Pattern.compile("[A-Za-z0-9+.-]+::.*");
  private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*");

  /**
   * Reads what a person wrote.
   *
   * @param text URL, or a path relative to the project
   * @param token null or empty for none
   * @param setting the key to name in messages
   */
  static GitAddress parse(String text, String token, Path project, String setting) {
    String address = text == null ? "" : text.strip();
    if (address.isEmpty()) {
      throw CaravanException.of(ErrorCode.E101, "The setting " + setting + " is missing")
          .fix("Set " + setting + " to the URL or the path of a git repository")
          .build();
    }
    if (HELPER.matcher(address).matches()) {
      throw unusable(setting, "remote helpers (name::address) start programs and are refused");
    }
    if (SSH.matcher(address).matches()) {
      throw unusable(setting, "ssh is not supported: there is no place to put its keys");
    }
    if (!URL.matcher(address).matches()) {
      return local(project.resolve(address).normalize(), setting);
    }
    URI uri = uri(address, setting);
    return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
      case "file" -> local(Path.of(uri.getPath()), setting);
      case "https", "http", "git" -> remote(uri, token, setting);
      default -> throw unusable(setting, "the scheme " + uri.getScheme() + " is not supported");
    };
  }

  private static GitAddress local(Path path, String setting) {
    if (!Files.isDirectory(path)) {
      throw CaravanException.of(ErrorCode.E321, "There is no git repository at " + path)
          .where(setting)
          .why("the folder does not exist")
          .fix("Correct " + setting)
          .build();
    }
    return new GitAddress(path.toString(), null, null);
  }

  private static GitAddress remote(URI uri, String token, String setting) {
    String[] info = uri.getUserInfo() == null ? new String[0] : uri.getUserInfo().split(":", 2);
    String user = info.length > 0 && !info[0].isEmpty() ? info[0] : TOKEN_USER;
    String password = info.length > 1 ? info[1] : token == null || token.isEmpty() ? null : token;
    if (password != null
        && !uri.getScheme().equalsIgnoreCase("https")
        && !loopback(uri.getHost())) {
      throw unusable(setting, "a token would travel in clear over " + uri.getScheme());
    }
    String rawInfo = uri.getRawUserInfo();
    String clean = rawInfo == null ? uri.toString() : uri.toString().replace(rawInfo + "@", "");
    return new GitAddress(clean, password == null ? null : user, password);
  }

  private static boolean loopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static URI uri(String address, String setting) {
    try {
      URI uri = new URI(address);
      if (uri.getHost() == null && !"file".equalsIgnoreCase(uri.getScheme())) {
        throw unusable(setting, "it names no host");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw unusable(setting, "it is not a URL: " + e.getReason());
    }
  }

  private static CaravanException unusable(String setting, String why) {
    return CaravanException.of(ErrorCode.E106, "The git address in " + setting + " cannot be used")
        .where(setting)
        .why(why)
        .fix("Write it as https://host/owner/repository.git, file:///folder or a path")
        .build();
  }

  /** A text without the password, should a library have put it there. */
  String redact(String text) {
    return text == null || password == null ? text : text.replace(password, "***");
  }

  /** Only what may be shown. */
  @Override
  public String toString() {
    return remote;
  }
}

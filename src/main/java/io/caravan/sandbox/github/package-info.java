/**
 * GitHub's REST API as far as Caravan calls it: users, gists, organisations, repositories with
 * their commits, pull requests and workflow runs, limits, ETags, pages by {@code Link}.
 *
 * <p>Each group of calls is a class of its own that adds itself to the {@link
 * io.caravan.sandbox.github.Router}; what all calls have in common (token, limit, ETag) is done
 * once, in {@link io.caravan.sandbox.github.GitHub}. No data of a test lives here.
 */
package io.caravan.sandbox.github;

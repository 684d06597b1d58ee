/**
 * Reads CSV files of a git repository at one commit: clone through camel-git, once per run; files
 * from the object store through JGit, never from the checked-out folder.
 *
 * <p>Nothing of a vendor or of a data set enters here, and nothing that writes to a repository.
 */
package io.caravan.git;

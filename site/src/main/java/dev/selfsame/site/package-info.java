/**
 * Makes the documentation site: {@link dev.selfsame.site.Site} turns the Markdown files of the repository into pages that
 * need no network, with a search, and refuses links that lead nowhere.
 *
 * <p>{@code Markdown} knows how a document is read, {@code Place} where a file of the repository is in the site,
 * {@code Frame} what stands around a text, {@code SearchIndex} what is found, {@code LinkCheck} what may not be wrong.
 */
@NullMarked
package dev.selfsame.site;

import org.jspecify.annotations.NullMarked;

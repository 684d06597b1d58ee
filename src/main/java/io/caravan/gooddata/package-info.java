/**
 * What GoodData's models are to us: objects in files, one each; what differs between two models;
 * whether everything that is referred to exists; and how an insight becomes a question that can be
 * executed.
 *
 * <p>Nothing here calls GoodData, and nothing here says in which order anything is done: both are
 * routes ({@code routes/destinations/gooddata*}).
 */
package io.caravan.gooddata;

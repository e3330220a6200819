package dev.connectivity.web.page;

/**
 * What every page has.
 *
 * @param root the way back to the overview, as a relative address: the page may be served below any
 *     path
 * @param assets digest of scripts and styles, part of their address
 * @param events where changes are told of, relative to the page; empty where nothing changes
 * @param asOf time of day
 * @param standby whether this replica does not lead, and so knows no attempts
 */
public record Frame(
        String title, String root, String assets, String events, String asOf, boolean standby) {}

package dev.connectivity.diagnose;

/** A port of a pod that was, or should be, connected to. */
public record PodPort(String pod, String podIp, int port) {}

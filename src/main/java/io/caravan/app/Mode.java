package io.caravan.app;

/** What a process is for. */
public enum Mode {
  /** Run something once: schedules are off, no port is opened. */
  COMMAND,
  /** Stay: schedules are on, health is served. */
  SERVE,
  /** Start like {@link #SERVE}, with schedules off: shows that a start works and what it needs. */
  TRIAL
}

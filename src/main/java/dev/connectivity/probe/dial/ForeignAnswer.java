package dev.connectivity.probe.dial;

import java.io.IOException;

/** What came back is not of the protocol that was asked; nothing of it is kept. */
public final class ForeignAnswer extends IOException {

    public ForeignAnswer() {
        super("not of the protocol that was asked");
    }
}

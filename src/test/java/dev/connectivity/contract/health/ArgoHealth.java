package dev.connectivity.contract.health;

import java.util.Map;
import party.iroiro.luajava.Lua;
import party.iroiro.luajava.lua51.Lua51;

/** Argo CD's health check, run as it runs it: with its base and table libraries and no more. */
final class ArgoHealth implements AutoCloseable {

    private static final Map<String, Health> WORDS =
            Map.of(
                    "Progressing", Health.InProgress,
                    "Degraded", Health.Failed,
                    "Healthy", Health.Current,
                    "Suspended", Health.Suspended);

    private final Lua lua = new Lua51();

    ArgoHealth(String script) {
        lua.openLibrary("");
        lua.openLibrary("table");
        lua.load("function health()\n" + script + "\nend");
        lua.pCall(0, 0);
    }

    /** What it says: status and message. */
    Map<?, ?> say(Map<String, Object> object) {
        lua.push(object, Lua.Conversion.FULL);
        lua.setGlobal("obj");
        lua.getGlobal("health");
        lua.pCall(0, 1);
        Map<?, ?> said = lua.toMap(-1);
        lua.pop(1);
        return said;
    }

    Health of(Map<String, Object> object) {
        return WORDS.get(say(object).get("status"));
    }

    @Override
    public void close() {
        lua.close();
    }
}

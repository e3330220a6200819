package dev.connectivity.web.health;

/** Answers for the description; a test holds them against what is answered. */
final class Examples {

    static final String OWN =
            """
            {"status": "Up", "version": "0.1.0", "leads": true}
            """;

    static final String POLICY =
            """
            {
              "namespace": "shop",
              "name": "storefront",
              "status": "Degraded",
              "reason": "ConnectionTimeout",
              "message": "Upstream chatbot: connecting to 203.0.113.7:443 was not answered within 5s.",
              "remedy": "Ask whoever runs it whether it is up, and look for a firewall on the way.",
              "changed": "2026-03-01T09:14:07Z",
              "live": true,
              "at": "2026-03-01T09:20:00.125Z",
              "workload": {
                "name": "storefront",
                "status": "Up",
                "reason": "Reachable",
                "since": "2026-02-27T06:00:00Z",
                "latency": {"lastMillis": 0.4, "medianMillis": 0.4}
              },
              "dependencies": [
                {
                  "name": "database",
                  "kind": "Database",
                  "address": "PostgreSQL",
                  "importance": "Required",
                  "status": "Up",
                  "reason": "Reachable",
                  "circuit": "Closed",
                  "since": "2026-02-27T06:00:00Z",
                  "latency": {"lastMillis": 6.2, "medianMillis": 5.8}
                },
                {
                  "name": "chatbot",
                  "kind": "Upstream",
                  "address": "https://chat.example.test",
                  "importance": "Optional",
                  "status": "Down",
                  "reason": "ConnectionTimeout",
                  "message": "Connecting to 203.0.113.7:443 was not answered within 5s.",
                  "circuit": "Open",
                  "since": "2026-03-01T09:14:07Z",
                  "latency": {"lastMillis": 5000.9, "medianMillis": 48.3},
                  "fallback": {"means": "flag chatbot", "state": "Active", "since": "2026-03-01T09:14:37Z"}
                }
              ]
            }
            """;

    static final String MANY =
            "{\"status\": \"Degraded\", \"live\": true, \"policies\": [" + POLICY + "]}";

    static final String UNAUTHORIZED =
            """
            {
              "title": "Unauthorized",
              "status": 401,
              "detail": "This needs a token. Send one that the Kubernetes API server takes, or one for the audience connectivity.dev, as 'Authorization: Bearer TOKEN': 'kubectl create token SERVICEACCOUNT --audience connectivity.dev' prints one."
            }
            """;

    static final String FORBIDDEN =
            """
            {
              "title": "Forbidden",
              "status": 403,
              "detail": "system:serviceaccount:monitoring:uptime may not get the connectivitypolicies of namespace shop. Who administers it can allow it: kubectl create rolebinding VIEWER -n shop --clusterrole=connectivity-policy-view --serviceaccount=monitoring:uptime"
            }
            """;

    static final String NOT_FOUND =
            """
            {"title": "Not Found", "status": 404, "detail": "There is no connectivitypolicy storefront in namespace shop."}
            """;

    static final String UNDECIDED =
            """
            {
              "title": "Service Unavailable",
              "status": 503,
              "detail": "The Kubernetes API server did not say who you are and what you may see (it cannot be reached), so nothing is shown. Try again in a few seconds."
            }
            """;

    private Examples() {}
}

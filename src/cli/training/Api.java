import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Answers as an API server would that holds the objects of a folder, each in a file that is called
 * after its path; every other list is empty. Prints its port. Usage: Api KEYSTORE OBJECTS
 */
class Api {

    private static final String EMPTY =
            "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":[]}";

    public static void main(String... arguments) throws Exception {
        HttpsServer server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.setHttpsConfigurator(new HttpsConfigurator(context(Path.of(arguments[0]))));
        server.createContext("/", exchange -> answer(exchange, Path.of(arguments[1])));
        server.start();
        System.out.println(server.getAddress().getPort());
    }

    private static SSLContext context(Path file) throws Exception {
        char[] password = "training".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static void answer(HttpExchange exchange, Path objects) throws IOException {
        try (exchange) {
            String name = exchange.getRequestURI().getPath().substring(1).replace('/', '_');
            Path file = objects.resolve(name + ".json");
            byte[] body =
                    Files.exists(file)
                            ? Files.readAllBytes(file)
                            : EMPTY.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}

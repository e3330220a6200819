package dev.connectivity.probe.dial;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What nobody may be made to ask, in whatever cluster: each block and name with its kind. */
final class Prohibited {

    private static final String METADATA = "metadata";

    private record Block(Cidr cidr, String kind) {

        static Block of(String cidr, String kind) {
            return new Block(Cidr.parse(cidr), kind);
        }
    }

    private static final List<Block> BLOCKS =
            List.of(
                    Block.of("127.0.0.0/8", "loopback"),
                    Block.of("::1/128", "loopback"),
                    Block.of("0.0.0.0/8", "unspecified"),
                    Block.of("::/128", "unspecified"),
                    Block.of("169.254.0.0/16", "link-local or metadata"),
                    Block.of("fe80::/10", "link-local"),
                    // withdrawn by RFC 3879, and still routed by nobody but a link
                    Block.of("fec0::/10", "link-local"),
                    // cloud metadata outside of the link: AWS, Google, Alibaba, Azure, Oracle
                    Block.of("fd00:ec2::/32", METADATA),
                    Block.of("fd20:ce::254/128", METADATA),
                    Block.of("100.100.100.200/32", METADATA),
                    Block.of("168.63.129.16/32", METADATA),
                    Block.of("192.0.0.0/24", METADATA),
                    Block.of("224.0.0.0/4", "multicast"),
                    Block.of("ff00::/8", "multicast"),
                    // with the broadcast address at its end
                    Block.of("240.0.0.0/4", "reserved or broadcast"));

    /**
     * Names by which the clouds' metadata servers are asked (Google, AWS, Azure, Alibaba, Tencent,
     * OpenStack, Rancher), wherever a name server says they are.
     */
    private static final Set<String> NAMES =
            Set.of(
                    "metadata",
                    "metadata.google.internal",
                    "metadata.goog",
                    "instance-data",
                    "instance-data.ec2.internal",
                    "metadata.azure.com",
                    "metadata.azure.internal",
                    "metadata.aliyun.com",
                    "metadata.tencentyun.com",
                    "metadata.openstack.org",
                    "rancher-metadata",
                    "rancher-metadata.rancher.internal");

    private Prohibited() {}

    static Optional<String> kind(InetAddress address) {
        return BLOCKS.stream()
                .filter(block -> block.cidr().contains(address))
                .map(Block::kind)
                .findFirst();
    }

    /**
     * @param name absolute, in lower case, without a dot at its end
     */
    static Optional<String> kind(String name) {
        return NAMES.contains(name) ? Optional.of(METADATA) : Optional.empty();
    }
}

package dev.kafila.notification.delivery;

import java.net.Inet4Address;
import java.net.InetAddress;

/** Tells addresses of the internet from those of this machine, its networks, and special ones. */
public final class PublicAddresses {
  /** IPv4 networks that are no part of it: address, bits. */
  private static final int[][] SPECIAL = {
    {0x00000000, 8}, // this network
    {0x0A000000, 8}, // private
    {0x64400000, 10}, // carrier-grade NAT
    {0x7F000000, 8}, // loopback
    {0xA9FE0000, 16}, // link-local
    {0xAC100000, 12}, // private
    {0xC0000000, 24}, // protocol assignments
    {0xC0000200, 24}, // documentation
    {0xC0A80000, 16}, // private
    {0xC6120000, 15}, // benchmarks
    {0xC6336400, 24}, // documentation
    {0xCB007100, 24}, // documentation
    {0xE0000000, 3}, // multicast, reserved, broadcast
  };

  private static final int EMBEDDED_IN_NAT64 = 12;
  private static final int EMBEDDED_IN_6TO4 = 2;

  private PublicAddresses() {}

  /** Whether the address may be reached by what users ask for. */
  public static boolean isPublic(InetAddress address) {
    var bytes = address.getAddress();
    return address instanceof Inet4Address ? isPublic(word(bytes, 0)) : isPublic6(bytes);
  }

  private static boolean isPublic(int address) {
    for (int[] network : SPECIAL) {
      int mask = -1 << (32 - network[1]);
      if ((address & mask) == network[0]) {
        return false;
      }
    }
    return true;
  }

  /** Global unicast is 2000::/3, and some of that carries an IPv4 address or is special. */
  private static boolean isPublic6(byte[] bytes) {
    int first = word(bytes, 0);
    if (first == 0x0064FF9B && word(bytes, 4) == 0 && word(bytes, 8) == 0) {
      return isPublic(word(bytes, EMBEDDED_IN_NAT64));
    }
    if (first >>> 16 == 0x2002) {
      return isPublic(word(bytes, EMBEDDED_IN_6TO4));
    }
    boolean special =
        first == 0x20010000 // Teredo
            || first == 0x20010DB8 // documentation
            || first >>> 4 == 0x2001001 // ORCHID
            || first >>> 4 == 0x2001002;
    return first >>> 29 == 1 && !special;
  }

  private static int word(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 24
        | (bytes[at + 1] & 0xFF) << 16
        | (bytes[at + 2] & 0xFF) << 8
        | bytes[at + 3] & 0xFF;
  }
}

#!/usr/bin/perl
# A Linux network namespace on a live port: its interface eth0 (a TAP) sends and receives the frames of `classroom port`.
#
#   sudo perl scripts/tap.pl 127.0.0.1:4711 192.168.12.9/24 [--via GATEWAY] [--mac MAC] [COMMAND …]
#
# Runs COMMAND there (bash, when none is given), and all is gone when it ends. Programs in it see the simulated network and nothing else; nobody else
# on this machine sees eth0. Frames go behind their length in four octets, big-endian, without FCS. Perl, because Debian always has it.
# Needs root, /dev/net/tun, unshare (util-linux) and ip (iproute2). Ends with the status of COMMAND; 2: wrong arguments; 3: no connection or no TAP.
use strict;
use warnings;
use Errno qw(EAGAIN EINTR EINVAL EIO ENOBUFS EMSGSIZE);
use Fcntl;
use IO::Socket::INET;
use POSIX ':sys_wait_h';
use Socket qw(IPPROTO_TCP TCP_NODELAY);

my ($TUNSETIFF, $IFF_TAP, $IFF_NO_PI) = (0x400454ca, 0x0002, 0x1000);
my $LONGEST = 65_549;          # octets of a frame
my $HIGH_WATER = 1 << 20;      # octets that wait to be sent; beyond, the kernel's queue fills and drops, as a card's does
my $BATCH = 64;                # frames between two looks at the other side

sub stop { my ($status, $why) = @_; print STDERR "tap: $why\n"; exit $status }

my ($to, $address, @rest) = @ARGV;
stop(2, 'use: tap.pl 127.0.0.1:4711 192.168.12.9/24 [--via GATEWAY] [--mac MAC] [COMMAND …]')
  unless defined $address && $to =~ /^[\w.:\[\]-]+:\d+$/ && $address =~ m{^[\d.]+/\d+$};
my %option;
while (@rest && $rest[0] =~ /^--(via|mac)$/) { shift @rest; $option{$1} = shift @rest }
my @command = @rest ? @rest : ($ENV{SHELL} || 'bash');

my $socket;
if (defined $ENV{TAP_SOCKET}) {
  open($socket, '+<&=', $ENV{TAP_SOCKET}) or stop(3, "socket: $!");
  delete $ENV{TAP_SOCKET};
} else {
  # The connection is made out here, and goes along into the namespace.
  $socket = IO::Socket::INET->new(PeerAddr => $to) or stop(3, "$to: $@");
  setsockopt($socket, IPPROTO_TCP, TCP_NODELAY, 1);
  fcntl($socket, F_SETFD, 0) or stop(3, "fcntl: $!");
  $ENV{TAP_SOCKET} = fileno $socket;
  exec 'unshare', '--net', $^X, $0, @ARGV or stop(3, "unshare: $!");
}
fcntl($socket, F_SETFD, FD_CLOEXEC);

sysopen(my $tap, '/dev/net/tun', O_RDWR) or stop(3, "/dev/net/tun: $!");
ioctl($tap, $TUNSETIFF, pack('a16 S x22', 'eth0', $IFF_TAP | $IFF_NO_PI)) or stop(3, "TUNSETIFF: $!");

# All processes but this one that are in this namespace: the command and whatever it started.
sub end_all {
  my ($signal) = @_;
  my $here = readlink '/proc/self/ns/net';
  for my $process (grep { /^\d+$/ && $_ != $$ } map { s{.*/}{}r } glob '/proc/[0-9]*') {
    kill $signal, $process if (readlink("/proc/$process/ns/net") // '') eq $here;
  }
}

sub ip { system('ip', @_) == 0 or stop(3, "ip @_ failed") }
# No neighbour discovery of IPv6: only what is asked for shall be on the wire.
if (open(my $knob, '>', '/proc/sys/net/ipv6/conf/all/disable_ipv6')) { print $knob "1\n"; close $knob }
ip(qw(link set lo up));
ip(qw(link set eth0 address), $option{mac}) if $option{mac};
ip(qw(addr add), $address, qw(dev eth0));
ip(qw(link set eth0 up));
ip(qw(route add default via), $option{via}) if $option{via};

my $child = fork() // stop(3, "fork: $!");
if ($child == 0) {
  exec { $command[0] } @command or stop(3, "$command[0]: $!");
}
print STDERR "tap: eth0 has $address in the namespace of process $child\n";
# Ctrl-C is for the command; asked to end, all in the namespace are asked, and when the command has ended nobody may stay.
$SIG{INT} = 'IGNORE';
$SIG{TERM} = sub { end_all('TERM') };
$SIG{PIPE} = 'IGNORE';

$_->blocking(0) for $socket, $tap;
my ($out, $in, $dropped) = ('', '', 0);
while (1) {
  if (waitpid($child, WNOHANG) == $child) {
    my $status = $? & 127 ? 128 + ($? & 127) : $? >> 8;
    end_all('KILL');
    exit $status;
  }
  my ($read, $write) = ('', '');
  vec($read, fileno $socket, 1) = 1;
  vec($read, fileno $tap, 1) = 1 if length $out < $HIGH_WATER;
  vec($write, fileno $socket, 1) = 1 if length $out;
  my $ready = select($read, $write, undef, 0.1);
  next if $ready <= 0;
  if (vec($read, fileno $tap, 1)) {
    for (1 .. $BATCH) {
      my $count = sysread($tap, my $frame, 65_600) // last;
      $out .= pack('N', $count) . $frame;
    }
  }
  if (length $out) {
    my $count = syswrite($socket, $out);
    if (defined $count) { substr($out, 0, $count, '') }
    elsif ($! != EAGAIN && $! != EINTR) { last }
  }
  if (vec($read, fileno $socket, 1)) {
    my $count = sysread($socket, $in, 1 << 18, length $in);
    last if defined $count ? $count == 0 : ($! != EAGAIN && $! != EINTR);
    my $at = 0;
    while (length($in) - $at >= 4) {
      my $length = unpack('N', substr($in, $at, 4));
      stop(3, "a frame of $length octets was announced") if $length > $LONGEST;
      last if length($in) - $at - 4 < $length;
      # What the kernel has no room for, or takes for no frame, is lost, as on a card.
      syswrite($tap, $in, $length, $at + 4) // ++$dropped if $length >= 14;
      $at += 4 + $length;
    }
    substr($in, 0, $at, '');
  }
}
print STDERR "tap: the live port has gone\n";
end_all('TERM');
waitpid($child, 0);
end_all('KILL');
exit 3;

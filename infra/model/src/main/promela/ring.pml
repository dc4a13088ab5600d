/*
 * The hand-off of a ring: one call, one callee with DEVICES devices, two gateways, Redis, the ledger, two workers of signaling.
 * README.md says what is promised, what each bound means and which mechanism is taken out by which flag WITHOUT_….
 *
 * Every atomic block is one step that nothing can divide: a script on Redis, a transaction of the ledger, a frame handed over.
 * What may come between two steps in the code may come between two blocks here. A delivery leaves in the step of its script: one
 * that leaves later finds the connection that it names or does not, as one that lies on the channel for longer does, and the
 * frames on a channel have no order here.
 *
 * Bounds, all by -D: DEVICES, MOVES (a device leaves its gateway and connects again), RELOADS (so does its page, which forgets
 * what it shows), CRASHES (of a gateway), DROPS (of a delivery), DEAF (the subscription of a gateway is interrupted), LOSSES
 * (Redis is emptied), KILLS (signaling dies in the middle), REPEATS (a command is handled twice), ENDS (the call may end).
 * TIMERS: the sweeps and renewals run. They run at any time, as often as they like, until calm: from there on nothing breaks
 * any more, and each fires once. What is at rest then must keep the promise.
 */
#ifndef DEVICES
#define DEVICES 1
#endif
#ifndef MOVES
#define MOVES 0
#endif
#ifndef RELOADS
#define RELOADS 0
#endif
#ifndef CRASHES
#define CRASHES 0
#endif
#ifndef DROPS
#define DROPS 0
#endif
#ifndef DEAF
#define DEAF 0
#endif
#ifndef LOSSES
#define LOSSES 0
#endif
#ifndef KILLS
#define KILLS 0
#endif
#ifndef REPEATS
#define REPEATS 0
#endif
#ifndef ENDS
#define ENDS 0
#endif
#ifndef TIMERS
#define TIMERS 0
#endif

#define NODES 2
#define CONNECTIONS (1 + MOVES + RELOADS + CRASHES)
#define NOWHERE 9

/* The ledger. */
#define NONE 0
#define RINGING 1
#define OVER 2
byte call = NONE;
bool settleDue;            /* the end is not known to be settled */
bool heard[DEVICES];       /* the device said that it has the ring */
bool told[DEVICES];        /* the end is owed to this device, until it acknowledges it */

/* Redis. */
typedef Route { byte node; byte conn };   /* conn 0: none */
Route route[DEVICES];
bool ring;                 /* owed to everybody */
bool over;                 /* the tombstone, with the end in it */
byte acked[DEVICES];       /* 1 the ring, 2 the end */
byte ringBy[DEVICES];      /* the connection that acknowledged the ring */
bool owed[DEVICES];        /* the end, in a frame of this device's own */

/* Gateways: what stands in a node's map for a device, and what is on the node's channel for it. */
#define FREE 0
#define PROVEN 1           /* in the map, live frames held back, attach asked for */
#define ATTACHED 2         /* attach has answered, live frames still held back */
#define READY 3
#define LEAVING 4          /* out of the map, detach asked for */
#define READ 5             /* only where attach is taken apart */
#define WRITTEN 6          /* only where the map is filled after attach */
typedef Connection {
  byte phase; byte conn;
  bool gone;               /* the socket is, and the node has not noticed (yet) */
  bool again;              /* belongs to an older round */
  bool kept;               /* its renewal has come since it is calm */
  bool firstRing; bool firstEnd;   /* what attach has found */
  bool liveRing; bool liveEnd      /* what lies on the channel */
};
Connection at[NODES * DEVICES];
#define AT(g, d) at[(g) * DEVICES + (d)]
bool deaf[NODES];

/* Devices. */
byte where[DEVICES] = NOWHERE;
byte conns[DEVICES];       /* the last number that it signed */
bool shut[DEVICES];        /* told to stay away, for good */
bool rings[DEVICES];
bool confirmed[DEVICES];   /* its call:ringing was answered */
bool learned[DEVICES];     /* that the call is over; kept across a reload */
byte saidBy[DEVICES];      /* the connection by which it last said that it rings */
bool acking[DEVICES];      /* its acknowledgement of the end is on its way */
bool mute[DEVICES];        /* only where it says just once that it rings */

byte moves = MOVES, reloads = RELOADS, crashes = CRASHES, drops = DROPS, deafness = DEAF, losses = LOSSES, kills = KILLS, repeats = REPEATS;
bool calm;
bool idleRing = true, idleDesk = true;
bool ringFired, settleFired, sweepFired[DEVICES];
/* What a mechanism is for, seen from above. */
bool settled;              /* settle was carried out, and Redis has not been emptied since */

#if DEVICES > 1
#define EACH(d, step) d = 0; do :: d < DEVICES -> step; d++ :: else -> break od; d = 0
#else
#define EACH(d, step) d = 0; step
#endif

/* A device gets the ring. It shows a call once, and never one that it knows to be over. */
inline showRing(d) {
  if
#ifdef WITHOUT_MEMORY
  :: assert(!learned[d]); rings[d] = true
#else
  :: !learned[d] -> rings[d] = true
  :: else
#endif
  fi
}

inline showEnd(d) { learned[d] = true; rings[d] = false; acking[d] = true }

/* The device's socket ends, whoever ended it. */
inline disconnect(d) {
  where[d] = NOWHERE;
  acking[d] = false;
#ifdef WITHOUT_INSISTING
  if :: rings[d] && !confirmed[d] -> mute[d] = true :: else fi
#endif
}

inline wipe(c) { c.liveRing = false; c.liveEnd = false; c.firstRing = false; c.firstEnd = false; c.gone = false; c.again = false; c.kept = false }

/* To whom the ring has to be delivered (again): RedisDeliveries.ring, owe_ring.lua. */
#if defined(WITHOUT_ACK_PER_DEVICE) && DEVICES > 1
#define HAS_RING(d) (ringBy[0] > 0 || ringBy[1] > 0)
#else
#ifdef WITHOUT_ACK_PER_CONNECTION
#define HAS_RING(d) (ringBy[d] > 0)
#else
#define HAS_RING(d) (ringBy[d] > 0 && ringBy[d] == route[d].conn)
#endif
#endif

#define IN_MAP(g, d) (AT(g, d).phase != FREE && AT(g, d).phase != LEAVING && AT(g, d).phase != WRITTEN)
#define LISTENS(d) (route[d].conn > 0 && !deaf[route[d].node] && IN_MAP(route[d].node, d) && AT(route[d].node, d).conn == route[d].conn)

inline publishRing(d) {
  if
  :: LISTENS(d) -> AT(route[d].node, d).liveRing = true
  :: else
  fi;
#ifdef WITHOUT_ACKNOWLEDGEMENT
  if :: route[d].conn > 0 -> ringBy[d] = route[d].conn :: else fi
#endif
}

inline publishEnd(d) {
  if
  :: LISTENS(d) -> AT(route[d].node, d).liveEnd = true
  :: else
  fi
}

inline oweEnd(d) {         /* owe_frame.lua, and the delivery */
  if
  :: acked[d] < 2 -> owed[d] = true; publishEnd(d)
  :: else
  fi
}

inline settle(d) {         /* settle.lua, and the deliveries */
  ring = false; settled = true;
#ifndef WITHOUT_TOMBSTONE
  over = true;
#endif
#ifdef WITHOUT_OWED_END
  EACH(d, if :: acked[d] < 2 -> publishEnd(d) :: else fi)
#else
  /* Those who have heard are owed it each for themselves. */
  EACH(d, if :: acked[d] < 2 && !heard[d] -> publishEnd(d) :: else fi)
#endif
}

/*
 * A worker that rings: at first when the call is placed, then when the timer is due. Between its steps anything may happen, and
 * it may stand still between them for as long as it likes.
 */
active proctype Ring() {
  byte d = 0;
#if DEAF > 0
  bool drop[DEVICES]; Route dead[DEVICES];
#endif
endIdle:
  do
  :: atomic { call == NONE -> call = RINGING; idleRing = false; break }
#if TIMERS && !defined(WITHOUT_RING_TIMER)
  :: atomic { call == RINGING && !calm -> idleRing = false; break }
#ifndef ONLY_RENEWALS
  :: atomic { call == RINGING && calm && !ringFired -> ringFired = true; idleRing = false; break }
#endif
#endif
  od;
  if
  :: atomic {              /* owe_ring.lua, and the deliveries */
       if
#ifndef WITHOUT_TOMBSTONE
       :: over
#endif
       :: else ->
          EACH(d, if :: route[d].conn > 0 && !HAS_RING(d) -> publishRing(d) :: else fi);
#if DEAF > 0
          EACH(d, if :: route[d].conn > 0 && deaf[route[d].node] -> drop[d] = true; dead[d].node = route[d].node; dead[d].conn = route[d].conn :: else fi);
#endif
#ifndef WITHOUT_ATOMIC_OWE
          ring = true
#endif
       fi }
#if KILLS > 0
  :: atomic { kills > 0 && !calm -> kills--; idleRing = true; goto endIdle }
#endif
  fi;
#ifdef WITHOUT_ATOMIC_OWE
  atomic { if :: !over -> ring = true :: else fi };
#endif
#if DEAF > 0
  /* Nobody listened: those routes are dropped, compared. */
  atomic {
    EACH(d, if :: drop[d] && route[d].node == dead[d].node && route[d].conn == dead[d].conn -> route[d].node = 0; route[d].conn = 0 :: else fi; drop[d] = false; dead[d].node = 0; dead[d].conn = 0)
  };
#endif
  if
#ifdef WITHOUT_SECOND_LOOK
  :: atomic { idleRing = true; goto endIdle }
#else
  :: atomic { call != OVER -> idleRing = true; goto endIdle }
  :: atomic { call == OVER -> settle(d); idleRing = true; goto endIdle }
#endif
#if KILLS > 0
  :: atomic { kills > 0 && !calm -> kills--; idleRing = true; goto endIdle }
#endif
  fi
}

/* What a device asks for, and when its frames are due again. */
#define COMMANDS(x) \
  :: atomic { SAYS(x) -> who = x; saidBy[x] = conns[x]; idleDesk = false; goto ringing } \
  :: atomic { REPEATED(x) -> repeats--; who = x; idleDesk = false; goto ringing } \
  :: atomic { acking[x] -> acking[x] = false; told[x] = false; who = x; idleDesk = false; goto acknowledged } \
  :: atomic { DUE(x) -> sweepFired[x] = calm; who = x; idleDesk = false; goto again }
#define SAYS(x) (where[x] != NOWHERE && AT(where[x], x).phase == READY && rings[x] && !confirmed[x] && !mute[x])
#define REPEATED(x) (REPEATS > 0 && repeats > 0 && !calm && heard[x])
#if TIMERS && !defined(WITHOUT_FRAMES_AGAIN)
#ifdef ONLY_RENEWALS
#define DUE(x) (told[x] && !calm)
#else
#define DUE(x) (told[x] && !(calm && sweepFired[x]))
#endif
#else
#define DUE(x) false
#endif

/* A worker for everything else: commands of devices, the end, settle again, frames again. */
active proctype Desk() {
  byte d = 0, who = 0;
endIdle:
  do
#if ENDS
  :: atomic {              /* the end: Ending.unanswered */
       call == RINGING -> call = OVER; settleDue = true; idleDesk = false;
#ifndef WITHOUT_OWED_END
       EACH(d, if :: heard[d] -> told[d] = true :: else fi);
#endif
       break }
#endif
#if TIMERS && !defined(WITHOUT_SETTLE_AGAIN)
  :: atomic { call == OVER && settleDue && !calm -> idleDesk = false; goto settling }
#ifndef ONLY_RENEWALS
  :: atomic { call == OVER && settleDue && calm && !settleFired -> settleFired = true; idleDesk = false; goto settling }
#endif
#endif
  COMMANDS(0)
#if DEVICES > 1
  COMMANDS(1)
#endif
  od;
  if
  :: atomic { EACH(d, if :: told[d] -> oweEnd(d) :: else fi) }
#if KILLS > 0
  :: atomic { kills > 0 && !calm -> kills--; goto done }
#endif
  fi;
settling:
  if
  :: atomic { settle(d) }
#if KILLS > 0
  :: atomic { kills > 0 && !calm -> kills--; goto done }
#endif
  fi;
  if
  :: atomic { settleDue = false; goto done }
#if KILLS > 0
  :: atomic { kills > 0 && !calm -> kills--; goto done }
#endif
  fi;
ringing:                   /* call:ringing: Answering.deviceRinging */
  atomic {
    if
    :: call == RINGING -> heard[who] = true
    :: else ->
#ifndef WITHOUT_OWED_END
       told[who] = true
#endif
    fi };
  if
  :: atomic {              /* ack.lua, and the answer, which comes or is asked for again */
       if :: acked[who] == 0 -> acked[who] = 1 :: else fi;
       ringBy[who] = saidBy[who];
#ifdef WITHOUT_RING_FOR_LATE_DEVICES
       ring = false;
#endif
       if :: call == OVER -> oweEnd(who) :: else fi;
       if :: rings[who] && where[who] != NOWHERE -> confirmed[who] = true :: else fi;
       goto done }
#if KILLS > 0
  :: atomic { kills > 0 && !calm -> kills--; goto done }
#endif
  fi;
acknowledged:              /* call:ack of the end */
  if
  :: atomic { acked[who] = 2; owed[who] = false; goto done }
#if KILLS > 0
  :: atomic { kills > 0 && !calm -> kills--; goto done }
#endif
  fi;
again:                     /* FrameSweep */
  atomic {
    if
    :: acked[who] == 2 -> told[who] = false
    :: else -> oweEnd(who)
    fi;
    goto done };
done:
  atomic { who = 0; idleDesk = true; goto endIdle }
}

/* attach.lua, for what stands in the map of node g for device d. */
inline attach(g, d, o) {
  if
#ifndef WITHOUT_FENCE_ON_ATTACH
  :: route[d].conn > AT(g, d).conn ->
     /* Superseded: this connection is told to stay away. */
     if :: where[d] == g && !AT(g, d).gone -> shut[d] = true; disconnect(d) :: else fi;
     AT(g, d).phase = FREE; AT(g, d).conn = 0; wipe(AT(g, d))
#endif
  :: else ->
     /* Whoever had the route before is closed, and told to stay away. */
     o = route[d].node;
     if
     :: route[d].conn > 0 && o != g && AT(o, d).conn == route[d].conn && IN_MAP(o, d) && where[d] == o && !AT(o, d).gone ->
        shut[d] = true; disconnect(d); AT(o, d).gone = true
     :: else
     fi;
     o = 0;
     route[d].node = g; route[d].conn = AT(g, d).conn;
     AT(g, d).again = false;
#ifndef WITHOUT_ATOMIC_ATTACH
     readOwed(g, d);
#endif
     if
#ifdef WITHOUT_MAP_FIRST
     :: AT(g, d).phase == PROVEN -> AT(g, d).phase = WRITTEN
#endif
     :: else -> AT(g, d).phase = ATTACHED
     fi
  fi
}

inline readOwed(g, d) {
  assert(!(settled && ring && !over));   /* no ring is handed out after it was settled */
  AT(g, d).firstRing = ring && !over;
#ifndef WITHOUT_END_ON_ATTACH
  AT(g, d).firstEnd = (over && acked[d] < 2) || owed[d];
#endif
}

#define MISSING(g, d) (route[d].node != g || route[d].conn != AT(g, d).conn)
#ifdef WITHOUT_RENEWAL
#define REPAIRS(g, d) AT(g, d).again
#else
#ifdef WITHOUT_ATTACH_AGAIN
#define REPAIRS(g, d) MISSING(g, d)
#else
#define REPAIRS(g, d) (AT(g, d).again || MISSING(g, d))
#endif
#endif

/* A gateway, towards one device. */
proctype Gateway(byte g; byte d) {
  byte o = 0;
end:
  do
#ifdef WITHOUT_ATOMIC_ATTACH
  :: atomic { AT(g, d).phase == PROVEN -> readOwed(g, d); AT(g, d).phase = READ }
  :: atomic { AT(g, d).phase == READ -> attach(g, d, o) }
#else
  :: atomic { AT(g, d).phase == PROVEN -> attach(g, d, o) }
#endif
#ifdef WITHOUT_MAP_FIRST
  :: atomic { AT(g, d).phase == WRITTEN -> AT(g, d).phase = ATTACHED }
#endif
  :: atomic {              /* ready, then what is owed, then everything live */
       AT(g, d).phase == ATTACHED ->
       if
       :: !AT(g, d).gone ->
          if :: AT(g, d).firstRing -> showRing(d) :: else fi;
          if :: AT(g, d).firstEnd -> showEnd(d) :: else fi
       :: else
       fi;
       AT(g, d).firstRing = false; AT(g, d).firstEnd = false; AT(g, d).phase = READY }
  :: atomic { AT(g, d).phase == READY && AT(g, d).liveRing -> AT(g, d).liveRing = false; if :: !AT(g, d).gone -> showRing(d) :: else fi }
  :: atomic { AT(g, d).phase == READY && AT(g, d).liveEnd -> AT(g, d).liveEnd = false; if :: !AT(g, d).gone -> showEnd(d) :: else fi }
#if DROPS > 0
  :: atomic { AT(g, d).liveRing && drops > 0 && !calm -> drops--; AT(g, d).liveRing = false }
  :: atomic { AT(g, d).liveEnd && drops > 0 && !calm -> drops--; AT(g, d).liveEnd = false }
#endif
#if TIMERS
  :: atomic {              /* the renewal: Presence.keep, which attaches again what is missing or of an older round */
       AT(g, d).phase == READY && REPAIRS(g, d) && !AT(g, d).kept -> AT(g, d).kept = calm; attach(g, d, o) }
#endif
  :: atomic {              /* the node notices that the socket is gone, or never does */
       AT(g, d).gone && AT(g, d).phase != LEAVING && AT(g, d).phase != READ ->
       wipe(AT(g, d));
       if
       :: AT(g, d).phase == PROVEN -> AT(g, d).phase = FREE; AT(g, d).conn = 0
       :: else -> AT(g, d).phase = LEAVING
       fi }
  :: atomic {              /* detach.lua */
       AT(g, d).phase == LEAVING ->
       if
#ifdef WITHOUT_FENCE_ON_DETACH
       :: route[d].node = 0; route[d].conn = 0
#else
       :: route[d].node == g && route[d].conn == AT(g, d).conn -> route[d].node = 0; route[d].conn = 0
       :: else
#endif
       fi;
       AT(g, d).phase = FREE; AT(g, d).conn = 0 }
  od
}

proctype Device(byte d) {
  byte g = 0;
end:
  do
  :: atomic {
       where[d] == NOWHERE && !shut[d] && conns[d] < CONNECTIONS && (AT(0, d).phase == FREE || AT(1, d).phase == FREE) ->
       if
       :: AT(0, d).phase == FREE -> g = 0
       :: AT(1, d).phase == FREE -> g = 1
       fi;
       conns[d]++; where[d] = g; AT(g, d).conn = conns[d]; AT(g, d).phase = PROVEN; g = 0 }
#if MOVES > 0
  :: atomic { moves > 0 && where[d] != NOWHERE -> moves--; AT(where[d], d).gone = true; disconnect(d) }
#endif
#if RELOADS > 0
  :: atomic {
       reloads > 0 && where[d] != NOWHERE -> reloads--; AT(where[d], d).gone = true; disconnect(d);
       rings[d] = false; confirmed[d] = false; mute[d] = false }
#endif
  od
}

/* What breaks, until it is calm. */
#if TIMERS
active proctype World() {
  byte d = 0, g = 0;
end:
  do
#if CRASHES > 0
  :: atomic {
       crashes > 0 && !calm -> crashes--;
       if :: g = 0 :: g = 1 fi;
       EACH(d, AT(g, d).phase = FREE; AT(g, d).conn = 0; wipe(AT(g, d)); if :: where[d] == g -> disconnect(d) :: else fi);
       deaf[g] = false; g = 0 }
#endif
#if LOSSES > 0
  :: atomic {
       losses > 0 && !calm -> losses--;
       ring = false; over = false; settled = false;
       EACH(d, route[d].node = 0; route[d].conn = 0; acked[d] = 0; ringBy[d] = 0; owed[d] = false);
       /* Both nodes are subscribed again: a new round. What was on their channels is lost, or was just handed over. */
       do
       :: g < NODES ->
          EACH(d, AT(g, d).liveRing = false; AT(g, d).liveEnd = false; if :: AT(g, d).phase != FREE && AT(g, d).phase != LEAVING -> AT(g, d).again = true :: else fi);
          g++
       :: else -> break
       od;
       g = 0 }
#endif
#if DEAF > 0
  :: atomic {
       deafness > 0 && !calm -> deafness--;
       if :: g = 0 :: g = 1 fi;
       EACH(d, AT(g, d).liveRing = false; AT(g, d).liveEnd = false);
       deaf[g] = true; g = 0 }
  :: atomic {
       deaf[0] || deaf[1] ->
       if :: deaf[0] -> g = 0 :: deaf[1] -> g = 1 fi;
       deaf[g] = false;
       EACH(d, if :: AT(g, d).phase != FREE && AT(g, d).phase != LEAVING -> AT(g, d).again = true :: else fi);
       g = 0 }
#endif
  :: atomic { !calm && idleRing && idleDesk && !deaf[0] && !deaf[1] -> calm = true }
  od
}
#endif

/* Nothing moves any more. */
active proctype Rest() {
  byte d = 0;
  atomic {
    timeout ->
    EACH(d,
      assert(!shut[d]);                          /* the newest connection of a device is its connection */
      assert(where[d] != NOWHERE);
      assert(call != RINGING || rings[d]);       /* no missed ring */
      assert(call != OVER || !rings[d]));        /* no ghost ring */
#if !(KILLS && LOSSES) || defined(STRICT)
    assert(call != OVER || !ring);               /* nor one for who connects now; README.md, "What it found" */
#endif
    d = 0
  }
}

init {
  atomic {
    run Device(0); run Gateway(0, 0); run Gateway(1, 0);
#if DEVICES > 1
    run Device(1); run Gateway(0, 1); run Gateway(1, 1)
#endif
  }
}

/*
 * Numbered frames to a device that takes part in a call: signaling has FRAMES of them for it, one after the other, and the page
 * applies each once, in order. The same conventions as in ring.pml, which has the ring and its end; here is what that leaves out:
 * the order of n, the state of the call that a page which was reloaded counts on from, and live frames that are held back.
 *
 * Frame i is bit i - 1 of a set. Bounds, all by -D: FRAMES, MOVES, RELOADS, DROPS, LOSSES, KILLS.
 */
#ifndef FRAMES
#define FRAMES 2
#endif
#ifndef MOVES
#define MOVES 0
#endif
#ifndef RELOADS
#define RELOADS 0
#endif
#ifndef DROPS
#define DROPS 0
#endif
#ifndef LOSSES
#define LOSSES 0
#endif
#ifndef KILLS
#define KILLS 0
#endif
#ifndef TIMERS
#define TIMERS 0
#endif

#define NODES 2
#define CONNECTIONS (1 + MOVES + RELOADS)
#define NOWHERE 9
#define BIT(n) (1 << ((n) - 1))
#define UP_TO(n) ((1 << (n)) - 1)

/* The ledger: how many were decided, and which of them are owed. */
byte decided;
byte rows;

/* Redis. */
byte node = NOWHERE, routed;   /* the route, and its conn */
byte owed;
byte acked;
bool stateKept = true; byte stateN;   /* call:state, with the highest n so far; the device has joined before this begins */

#define FREE 0
#define PROVEN 1
#define ATTACHED 2
#define READY 3
#define LEAVING 4
typedef Connection {
  byte phase; byte conn; bool gone; bool again; bool kept;
  bool firstState; byte firstN; byte first;   /* what attach has found */
  byte live                                   /* what lies on the channel */
};
Connection at[NODES];

/* The page. next 0: it does not know the call. */
byte where = NOWHERE, conns;
byte next = 1, held;
bool joined = true;
byte unused;                   /* frames of a call that the page was not in yet: without effect, unless the state has them */
byte acking;                   /* the highest n that it acknowledges, on the way */

byte moves = MOVES, reloads = RELOADS, drops = DROPS, losses = LOSSES, kills = KILLS;
bool calm, idle = true, rememberFired;
bool late[NODES];              /* a round is over, and its second look is still to come */
byte fired;                    /* frames that were sent again since it is calm */

inline apply() {
  do
  :: next <= FRAMES && (held & BIT(next)) ->
     held = held & ~BIT(next);
     if :: !joined -> unused = unused | BIT(next) :: else fi;
     next++
  :: else -> break
  od
}

/* Inbox.take */
inline take(n) {
  if :: next == 0 -> next = n :: else fi;
  if :: n >= next -> held = held | BIT(n) :: else fi;
  apply();
  acking = (next - 1 > acking -> next - 1 : acking)
}

/* Inbox.countOnFrom: a page that is in the call has what led there, or will get it. */
inline takeState(n) {
  if
#ifndef WITHOUT_LATE_STATE
  :: !joined ->
#else
  :: !joined && next == 0 ->
#endif
     next = (n + 1 > next -> n + 1 : next); held = held & ~UP_TO(n); unused = unused & ~UP_TO(n); joined = true;
     apply()
  :: else
  fi
}

/* owe_frame.lua, and the delivery. */
inline owe(n) {
  if
  :: acked < n ->
     owed = owed | BIT(n);
     if
     :: node != NOWHERE && at[node].phase != FREE && at[node].phase != LEAVING && at[node].conn == routed -> at[node].live = at[node].live | BIT(n)
     :: else
     fi
  :: else
  fi
}

active proctype Signaling() {
  byte n = 0;
endIdle:
  do
  :: atomic { decided < FRAMES -> decided++; rows = rows | BIT(decided); n = decided; idle = false; goto first }
  :: atomic {                  /* call:ack */
       acking > 0 -> n = acking; acking = 0; rows = rows & ~UP_TO(n); idle = false; goto acknowledged }
#if TIMERS
#ifndef WITHOUT_FRAMES_AGAIN
  :: atomic { rows != 0 && !calm || (rows & ~fired) != 0 -> n = 1; do :: !(rows & BIT(n)) || (calm && (fired & BIT(n))) -> n++ :: else -> break od;
       if :: calm -> fired = fired | BIT(n) :: else fi;
       idle = false; goto again }
#endif
  :: atomic { decided > 0 && !calm -> stateKept = true; if :: stateN < decided -> stateN = decided :: else fi }
  :: atomic { decided > 0 && calm && !rememberFired -> rememberFired = true; stateKept = true; if :: stateN < decided -> stateN = decided :: else fi }
#endif
  od;
first:
  if
  :: atomic { stateKept = true; if :: stateN < n -> stateN = n :: else fi;
#ifndef WITHOUT_OWING
       owe(n);
#else
       if
       :: node != NOWHERE && at[node].conn == routed && at[node].phase != FREE && at[node].phase != LEAVING -> at[node].live = at[node].live | BIT(n)
       :: else
       fi;
#endif
       goto done }
#if KILLS
  :: atomic { kills > 0 && !calm -> kills--; goto done }
#endif
  fi;
again:                         /* FrameSweep, with the state as it is by now */
  atomic {
    if
    :: acked >= n -> rows = rows & ~BIT(n)
    :: else ->
#ifndef WITHOUT_STATE_IN_SWEEP
       stateKept = true; if :: stateN < decided -> stateN = decided :: else fi;
#endif
       owe(n)
    fi;
    goto done };
acknowledged:
  atomic { if :: acked < n -> acked = n :: else fi; owed = owed & ~UP_TO(n) };
done:
  atomic { n = 0; idle = true; goto endIdle }
}

inline attach(g) {
  if
  :: routed > at[g].conn -> at[g].phase = FREE; at[g].conn = 0; at[g].live = 0; at[g].gone = false; at[g].again = false
  :: else ->
     node = g; routed = at[g].conn; at[g].again = false; at[g].phase = ATTACHED;
     at[g].firstState = stateKept; at[g].firstN = stateN; at[g].first = owed
  fi
}

proctype Gateway(byte g) {
  byte n = 0;
end:
  do
  :: atomic { at[g].phase == PROVEN -> attach(g) }
  :: atomic {                  /* state, owed in order, then everything live */
       at[g].phase == ATTACHED ->
       if
       :: !at[g].gone ->
          if :: at[g].firstState -> takeState(at[g].firstN) :: else fi;
          n = 1;
          do
          :: n <= FRAMES -> if :: at[g].first & BIT(n) -> take(n) :: else fi; n++
          :: else -> break
          od;
          n = 0
       :: else
       fi;
       at[g].first = 0; at[g].firstState = false; at[g].firstN = 0; at[g].phase = READY }
#ifdef WITHOUT_HOLDING
#define GOES(g) (at[g].phase >= PROVEN && at[g].phase <= READY)
#else
#define GOES(g) (at[g].phase == READY)
#endif
  :: atomic {                  /* the channel keeps its order */
       GOES(g) && at[g].live != 0 -> n = 1;
       do :: !(at[g].live & BIT(n)) -> n++ :: else -> break od;
       at[g].live = at[g].live & ~BIT(n);
       if :: !at[g].gone -> take(n) :: else fi;
       n = 0 }
#if DROPS
  :: atomic { drops > 0 && !calm && at[g].live != 0 -> drops--; n = 1;
       do :: !(at[g].live & BIT(n)) -> n++ :: else -> break od;
       at[g].live = at[g].live & ~BIT(n); n = 0 }
#endif
#if TIMERS
  :: atomic { at[g].phase == READY && (at[g].again || node != g || routed != at[g].conn) && !at[g].kept -> at[g].kept = calm; attach(g) }
#ifndef WITHOUT_SECOND_LOOK
  :: atomic {                  /* later than signaling's look at the call */
       late[g] && calm && rememberFired && at[g].phase != ATTACHED -> late[g] = false;
       if :: at[g].phase == READY -> attach(g) :: else fi }
#endif
#endif
  :: atomic {
       at[g].gone && at[g].phase != LEAVING && at[g].phase != FREE ->
       at[g].live = 0; at[g].first = 0; at[g].firstState = false; at[g].firstN = 0; at[g].gone = false; at[g].again = false; at[g].kept = false;
       if :: at[g].phase == PROVEN -> at[g].phase = FREE; at[g].conn = 0 :: else -> at[g].phase = LEAVING fi }
  :: atomic {
       at[g].phase == LEAVING ->
       if :: node == g && routed == at[g].conn -> node = NOWHERE; routed = 0 :: else fi;
       at[g].phase = FREE; at[g].conn = 0 }
  od
}

active proctype Page() {
  byte g = 0;
end:
  do
  :: atomic {
       where == NOWHERE && conns < CONNECTIONS && (at[0].phase == FREE || at[1].phase == FREE) ->
       if :: at[0].phase == FREE -> g = 0 :: at[1].phase == FREE -> g = 1 fi;
       conns++; where = g; at[g].conn = conns; at[g].phase = PROVEN; g = 0 }
#if MOVES
  :: atomic { moves > 0 && where != NOWHERE -> moves--; at[where].gone = true; where = NOWHERE; acking = 0 }
#endif
#if RELOADS
  :: atomic { reloads > 0 && where != NOWHERE -> reloads--; at[where].gone = true; where = NOWHERE; acking = 0; next = 0; held = 0; unused = 0; joined = false }
#endif
  od
}

#if TIMERS
active proctype World() {
end:
  do
#if LOSSES
  :: atomic {
       losses > 0 && !calm -> losses--;
       node = NOWHERE; routed = 0; owed = 0; acked = 0; stateKept = false; stateN = 0;
       at[0].live = 0; at[1].live = 0; late[0] = true; late[1] = true;
       if :: at[0].phase != FREE && at[0].phase != LEAVING -> at[0].again = true :: else fi;
       if :: at[1].phase != FREE && at[1].phase != LEAVING -> at[1].again = true :: else fi }
#endif
  :: atomic { !calm && idle -> calm = true }
  od
}
#endif

active proctype Rest() {
  atomic {
    timeout ->
    assert(where != NOWHERE);
    assert(joined);                       /* it came back into its call */
    assert(next == decided + 1);          /* and has every frame, in order */
    assert(unused == 0)
  }
}

init { atomic { run Gateway(0); run Gateway(1) } }

package com.callvault.common.route;

/**
 * What the races showed.
 *
 * @param moved trials in which the device came from another node
 * @param ended trials in which the call ended meanwhile; in the others a ring must not be missed
 * @param toldByAttach the device got the ring as it connected
 * @param toldByOwe the ring was sent to where the device had just connected
 * @param missedByLookUp what looking up and then publishing missed in those same trials
 * @param rangForEnded devices that got the ring of a call that ended meanwhile
 * @param notToldTheEnd those of them that did not get the end after it
 * @param ghosts devices that connected after the end and got the ring, or no end
 * @param routesLost trials after which the device's new route was not there
 */
record RaceFigures(
        int trials,
        int moved,
        int ended,
        int toldByAttach,
        int toldByOwe,
        int missed,
        int missedByLookUp,
        int rangForEnded,
        int notToldTheEnd,
        int ghosts,
        int routesLost) {
    static final RaceFigures NONE = new RaceFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    RaceFigures plus(RaceFigures other) {
        return new RaceFigures(
                trials + other.trials,
                moved + other.moved,
                ended + other.ended,
                toldByAttach + other.toldByAttach,
                toldByOwe + other.toldByOwe,
                missed + other.missed,
                missedByLookUp + other.missedByLookUp,
                rangForEnded + other.rangForEnded,
                notToldTheEnd + other.notToldTheEnd,
                ghosts + other.ghosts,
                routesLost + other.routesLost);
    }
}

/* The bounded search of lifecircle/walking/search_numba.py in plain C, to measure the compiled Python against.
 *
 * cc -O3 -march=native -shared -fPIC -o search.so search.c
 *
 * `seat` [nodes] and `bucket` [limit + 1] hold -1 on entry and on return. `met` [size][4] holds node, tenths,
 * row before and half; `rows` [4][size] the answer; `entries` [2 size][2] place and next. Returns the number
 * of nodes settled, -1 where `size` is too small.
 */
#include <stdint.h>

int32_t search(const int32_t *first, const int32_t *to, const int32_t *cost, int32_t starts,
               const int32_t (*begin)[2], int32_t limit, int32_t *seat, int32_t *bucket,
               int32_t (*met)[4], int32_t *rows, int32_t (*entries)[2], int32_t size)
{
    int32_t filled = 0, waiting = 0, settled = 0, seats = 0, full = 0, now = 0;

    for (int32_t i = 0; i < starts; i++) {
        int32_t node = begin[i][0], tenths = begin[i][1], place = seat[node];
        if (tenths > limit)
            continue;
        if (place < 0) {
            place = seats++;
            seat[node] = place;
            met[place][0] = node;
        } else if (met[place][1] <= tenths)
            continue;
        met[place][1] = tenths;
        met[place][2] = met[place][3] = -1;
        entries[filled][0] = place;
        entries[filled][1] = bucket[tenths];
        bucket[tenths] = filled++;
        waiting++;
    }
    while (waiting) {
        int32_t entry = bucket[now];
        if (entry < 0) {
            now++;
            continue;
        }
        bucket[now] = entries[entry][1];
        waiting--;
        int32_t place = entries[entry][0];
        if (met[place][1] != now)
            continue;
        met[place][1] = -1 - now;
        int32_t node = met[place][0], end = first[node + 1];
        rows[settled] = node;
        rows[size + settled] = now;
        rows[2 * size + settled] = met[place][2];
        rows[3 * size + settled] = met[place][3];
        if (seats + end - first[node] > size || filled + end - first[node] > 2 * size) {
            full = 1;
            break;
        }
        for (int32_t half = first[node]; half < end; half++) {
            int32_t tenths = now + cost[half];
            if (cost[half] < 0 || tenths > limit)
                continue;
            int32_t other = seat[to[half]];
            if (other < 0) {
                other = seats++;
                seat[to[half]] = other;
                met[other][0] = to[half];
            } else if (met[other][1] <= tenths)
                continue;
            met[other][1] = tenths;
            met[other][2] = settled;
            met[other][3] = half;
            entries[filled][0] = other;
            entries[filled][1] = bucket[tenths];
            bucket[tenths] = filled++;
            waiting++;
        }
        settled++;
    }
    for (int32_t place = 0; place < seats; place++)
        seat[met[place][0]] = -1;
    if (full) {
        for (int32_t tenths = 0; tenths <= limit; tenths++)
            bucket[tenths] = -1;
        return -1;
    }
    return settled;
}

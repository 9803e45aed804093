/* The bounded search of lifecircle/walking/search_numba.py in plain C, to measure the compiled Python against.
 *
 * cc -O3 -march=native -shared -fPIC -o search.so search.c
 *
 * `late` [nodes] holds LATE and `bucket` [limit + 2] holds -1 on entry and on return. `entries` [size][4] hold
 * node, next of the same bucket, row before and half; `order` [size] those settled; `rows` [4][size] is the
 * answer. Returns the number of nodes settled, -1 where `size` is too small.
 */
#include <stdint.h>

#define LATE INT32_MAX

int32_t search(const int32_t *restrict first, const int32_t *restrict to, const int32_t *restrict cost,
               int32_t starts, const int32_t (*restrict begin)[2], int32_t limit, int32_t *restrict late,
               int32_t *restrict bucket, int32_t *restrict order, int32_t (*restrict entries)[4],
               int32_t *restrict rows, int32_t size)
{
    int32_t pushed = 0, settled = 0, top = limit + 1;

    for (int32_t i = 0; i < starts; i++) {
        int32_t node = begin[i][0], tenths = begin[i][1];
        if (tenths > limit || tenths >= late[node])
            continue;
        late[node] = tenths;
        entries[pushed][0] = node;
        entries[pushed][1] = bucket[tenths];
        entries[pushed][2] = entries[pushed][3] = -1;
        bucket[tenths] = pushed++;
    }
    for (int32_t now = 0; now < top; now++) {
        while (bucket[now] >= 0) {
            int32_t entry = bucket[now];
            bucket[now] = -1;
            while (entry >= 0) {
                int32_t node = entries[entry][0], begins = first[node], ends = first[node + 1];
                order[settled] = entry;
                entry = entries[entry][1];
                if (late[node] != now)
                    continue;
                if (pushed + ends - begins >= size) {
                    while (pushed--)
                        late[entries[pushed][0]] = LATE;
                    for (int32_t tenths = 0; tenths <= top; tenths++)
                        bucket[tenths] = -1;
                    return -1;
                }
                for (int32_t half = begins; half < ends; half++) {
                    int32_t other = to[half], known = late[other];
                    uint32_t sum = (uint32_t)now + (uint32_t)cost[half];
                    int32_t later = cost[half] < 0 || sum > (uint32_t)top ? top : (int32_t)sum;
                    int32_t better = (later < known) & (later < top), following = bucket[later], mask = -better;
                    late[other] = known ^ ((known ^ later) & mask);
                    entries[pushed][0] = other;
                    entries[pushed][1] = following;
                    entries[pushed][2] = settled;
                    entries[pushed][3] = half;
                    bucket[later] = following ^ ((following ^ pushed) & mask);
                    pushed += better;
                }
                settled++;
            }
        }
    }
    for (int32_t row = 0; row < settled; row++) {
        const int32_t *entry = entries[order[row]];
        rows[row] = entry[0];
        rows[size + row] = late[entry[0]];
        rows[2 * size + row] = entry[2];
        rows[3 * size + row] = entry[3];
        late[entry[0]] = LATE;
    }
    return settled;
}

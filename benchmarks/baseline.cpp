// The plain network as a careful C++ programmer writes it: triangular durations, FS links, the finish alone.
// The same loops as the engine's, over the lanes of a block: Philox4x32-10, quantile, forward pass.
//   baseline FILE ITERATIONS THREADS REPEATS   prints the seconds of each repetition and the mean finish
// FILE: number of activities; of each its low, mode, high, number of predecessors, and these.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <thread>
#include <vector>

constexpr int LANES = 128, GROUPS = LANES / 4;

struct Activity {
  double low, high, split, rising, falling;
  int first, end;
};

static void words(uint32_t *out, uint32_t seed, uint32_t block, uint32_t variable) {
  uint32_t a[GROUPS], b[GROUPS], c[GROUPS], d[GROUPS];
  for (int g = 0; g < GROUPS; ++g) a[g] = block, b[g] = g, c[g] = variable, d[g] = 0;
  uint32_t k0 = seed, k1 = 0;
  for (int round = 0; round < 10; ++round) {
    for (int g = 0; g < GROUPS; ++g) {
      uint64_t x = uint64_t(a[g]) * 0xD2511F53u, y = uint64_t(c[g]) * 0xCD9E8D57u;
      uint32_t na = uint32_t(y >> 32) ^ b[g] ^ k0, nc = uint32_t(x >> 32) ^ d[g] ^ k1;
      b[g] = uint32_t(y), d[g] = uint32_t(x), a[g] = na, c[g] = nc;
    }
    k0 += 0x9E3779B9u, k1 += 0xBB67AE85u;
  }
  for (int g = 0; g < GROUPS; ++g) out[g] = a[g], out[GROUPS + g] = b[g], out[2 * GROUPS + g] = c[g], out[3 * GROUPS + g] = d[g];
}

int main(int, char **argument) {
  std::ifstream file(argument[1]);
  int n, iterations = atoi(argument[2]), threads = atoi(argument[3]), repeats = atoi(argument[4]);
  file >> n;
  std::vector<Activity> plan(n);
  std::vector<int> source;
  for (auto &one : plan) {
    double low, mode, high;
    int count, from;
    file >> low >> mode >> high >> count;
    one = {low, high, (mode - low) / (high - low), (high - low) * (mode - low), (high - low) * (high - mode), int(source.size()), 0};
    for (int k = 0; k < count; ++k) file >> from, source.push_back(from);
    one.end = int(source.size());
  }
  int blocks = (iterations + LANES - 1) / LANES;
  std::vector<double> finishes(size_t(blocks) * LANES);
  for (int repeat = 0; repeat <= repeats; ++repeat) {
    auto begin = std::chrono::steady_clock::now();
    auto work = [&](int thread) {
      std::vector<double> finish(size_t(n) * LANES);
      uint32_t drawn[LANES];
      for (int block = thread; block < blocks; block += threads) {
        double *last = &finishes[size_t(block) * LANES];
        std::fill(last, last + LANES, 0.0);
        for (int i = 0; i < n; ++i) {
          const Activity one = plan[i];
          double *mine = &finish[size_t(i) * LANES];
          double start[LANES] = {};
          for (int e = one.first; e < one.end; ++e) {
            const double *before = &finish[size_t(source[e]) * LANES];
            for (int l = 0; l < LANES; ++l) start[l] = start[l] > before[l] ? start[l] : before[l];
          }
          words(drawn, 1, block, i);
          for (int l = 0; l < LANES; ++l) {
            double u = (drawn[l] + 0.5) * 0x1p-32;
            bool below = u < one.split;
            double root = std::sqrt(below ? u * one.rising : (1 - u) * one.falling);
            mine[l] = start[l] + (below ? one.low + root : one.high - root);
          }
          for (int l = 0; l < LANES; ++l) last[l] = last[l] > mine[l] ? last[l] : mine[l];
        }
      }
    };
    std::vector<std::thread> pool;
    for (int t = 0; t < threads; ++t) pool.emplace_back(work, t);
    for (auto &t : pool) t.join();
    if (repeat) printf("%.6f\n", std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }
  double sum = 0;
  for (int k = 0; k < iterations; ++k) sum += finishes[k];
  printf("%.3f\n", sum / iterations);
}

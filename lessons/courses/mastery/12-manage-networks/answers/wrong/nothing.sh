# title: nothing was done
# fails: listed app-net new-nginx not-in-bridge webhost-both saw-card was-connected webhost-out app-net-gone two-networks shop-place shop-port clerk-place stock-place clerk-reaches cleaned
# says: You have not run ‘docker network ls’ yet
docker version

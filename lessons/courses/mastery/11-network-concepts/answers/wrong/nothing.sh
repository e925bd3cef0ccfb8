# title: nothing was done
# fails: webhost-runs webhost-port asked-port asked-address same-address looked-at-bridge webhost-on-bridge quiet-runs quiet-closed neighbours-talk visited read-logs front-runs front-port back-runs back-closed back-neighbour back-address others-gone
# says: There is no container ‘webhost’
docker version

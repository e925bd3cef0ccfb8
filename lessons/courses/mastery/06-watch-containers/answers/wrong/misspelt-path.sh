# title: the path is misspelt, so inspect says nothing but an error
# from: report
# fails: address
# says: nothing else
docker container inspect --format '{{.NetworkSettings.IpAddress}}' web > address.txt
docker container inspect --format '{{.State.Pid}}' web > pid.txt
docker container logs db 2>&1 | sed -n 's/.*GENERATED ROOT PASSWORD: //p' > password.txt

# title: db was made anew, and made up another password
# from: report
# fails: password
# says: lets root in
docker container logs db 2>&1 | sed -n 's/.*GENERATED ROOT PASSWORD: //p' > password.txt
docker rm -f db
docker run -d --name db -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql
sleep 5
docker container inspect --format '{{.NetworkSettings.IPAddress}}' web > address.txt
docker container inspect --format '{{.State.Pid}}' web > pid.txt

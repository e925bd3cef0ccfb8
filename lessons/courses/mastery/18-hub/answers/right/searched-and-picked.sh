# title: the twins are picked from the page
# from: choose
docker search document
curl -s hub.docker.com/_/mongo
docker image pull mongo:6.0.5
curl -s hub.docker.com/_/python
docker image pull python:3.12-alpine
digest=$(curl -s hub.docker.com/_/postgres | grep "^16-alpine " | tr -s " " | cut -d" " -f2)
curl -s hub.docker.com/_/postgres | grep $digest | cut -d" " -f1 | grep -v "^16-alpine" > twins.txt

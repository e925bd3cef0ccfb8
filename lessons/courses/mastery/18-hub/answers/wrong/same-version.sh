# title: the same version on another base
# from: choose
# fails: twins
docker image pull mongo:6.0.5
docker image pull python:3.12-alpine
printf "16\n16.2\nlatest\n" > twins.txt
